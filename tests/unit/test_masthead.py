"""Mastheads as sites and files write them: title, issuer, kind, year, number, date."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.masthead import describe, is_nationally_unique
from ingest.language.masthead_dates import only_date
from ingest.language.masthead_lines import is_debris
from ingest.records import Masthead

BODY = "为做好相关工作，现将有关内容说明于后。\n一、工作开展情况\n（一）坚持依法行政，办理案件12件。\n"


def masthead(*lines: str, name: str = "x") -> Masthead:
    return describe("\n".join(lines) + "\n" + BODY, name)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["安吉县水利局2023年度法治政府建设情况报告"], "安吉县水利局2023年度法治政府建设情况报告"),
        (["打印本页", "关闭窗口", "关于 2023 年度法治建设情况的报告"], "关于2023年度法治建设情况的报告"),
        (
            [
                "首页 > 政务公开 > 法治政府",
                "青田县交通运输局2022年工作总结",
                "发布时间：2023-01-09 10:12 浏览次数：88",
            ],
            "青田县交通运输局2022年工作总结",
        ),
        (
            ["索引号：", "11330400/2024-00012", "发布机构：", "市交通运输局", "2023年法治政府建设年度报告"],
            "2023年法治政府建设年度报告",
        ),
        (
            [
                "• 索引号:",
                "",
                "6107280000/2024-001005",
                "• 发文机构:",
                "",
                "县政府网站",
                "镇巴县2023年行政执法工作总结",
            ],
            "镇巴县2023年行政执法工作总结",
        ),
        (
            ["鹿寨县交通运输局", "关于印发《2024年行政执法工作要点》的通知", "鹿交发〔2024〕3号"],
            "鹿寨县交通运输局关于印发《2024年行政执法工作要点》的通知",
        ),
        (
            ["德清县应急管理局关于印发", "2024年度安全生产监督检查计划的通知"],
            "德清县应急管理局关于印发2024年度安全生产监督检查计划的通知",
        ),
        (
            ["长兴县城市管理局提升行政执法质量", "三年行动工作方案", "（2023—2025年）"],
            "长兴县城市管理局提升行政执法质量三年行动工作方案（2023—2025年）",
        ),
        (
            ["名称：开化县农业农村局2023年法治政府建设工作报告", "文号：", "主题分类：法治"],
            "开化县农业农村局2023年法治政府建设工作报告",
        ),
        (["湖政发〔2024〕5号关于开展执法监督检查的通知"], "关于开展执法监督检查的通知"),
        (["市委、市政府："], None),
        (["各县（市、区）交通运输局，局属各单位："], None),
        (["发布日期：2024-02-01", "来源：平湖市交通运输局"], None),
        (
            ["扬州市人民政府 2024年3月1日 星期五", "无障碍", "扬州市2023年度法治政府建设情况报告"],
            "扬州市2023年度法治政府建设情况报告",
        ),
    ],
)
def test_title(lines: list[str], title: str | None) -> None:
    assert masthead(*lines).title == title


def test_a_long_first_sentence_is_no_title() -> None:
    assert describe("2021年是开局之年。今年工作的总体要求是:坚持依法行政。", "x").title is None


@pytest.mark.parametrize(
    ("lines", "issuer", "source"),
    [
        (["嘉善县交通运输局关于2023年法治政府建设的报告"], "嘉善县交通运输局", "title"),
        (["2023年嘉善县交通运输局法治政府建设情况报告"], "嘉善县交通运输局", "title"),
        (["关于印发《海盐县交通运输局2024年法治工作要点》的通知"], "海盐县交通运输局", "title"),
        (["金华市交通运输行政执法队2023年工作总结"], "金华市交通运输行政执法队", "title"),
        (["重庆市荣昌区交通局2023年法治政府建设情况"], "重庆市荣昌区交通局", "title"),
        (
            ["鄂尔多斯市交通运输综合行政执法支队2023年度工作总结"],
            "鄂尔多斯市交通运输综合行政执法支队",
            "title",
        ),
        (["上海市交通委员会执法总队2022年行政执法情况"], "上海市交通委员会执法总队", "title"),
        (["凉山州交通运输局2023年法治政府建设工作报告"], "凉山州交通运输局", "title"),
        (["江苏省交通运输厅2023年度行政执法数据公示"], "江苏省交通运输厅", "title"),
        (["国家税务总局宜昌市税务局2023年法治政府建设情况报告"], "国家税务总局宜昌市税务局", "title"),
        (["市水务局2025年度法治政府建设情况报告"], "市水务局", "title"),
        (["市水务局2025年度法治政府建设情况报告", "来源：安陆市水务局"], "安陆市水务局", "text"),
        (["静海区2023年度法治政府建设情况报告"], "静海区人民政府", "title"),
        (
            ["2023年度行政执法工作报告", "湘潭市交通运输局", "（2024年1月10日）"],
            "湘潭市交通运输局",
            "sign_off",
        ),
        (["发文机关：永嘉县综合行政执法局", "2023年度行政执法工作报告"], "永嘉县综合行政执法局", "text"),
        (["2023年度行政执法工作报告", "来源：嘉兴日报"], None, None),
        (["关于2023年度工作情况的报告"], None, None),
    ],
)
def test_issuer(lines: list[str], issuer: str | None, source: str | None) -> None:
    found = masthead(*lines)
    assert (found.issuer_name, found.issuer_source) == (issuer, source)


def test_issuer_signs_at_the_end() -> None:
    text = f"关于2023年度法治政府建设情况的报告\n{BODY}二、存在的问题\n执法力量不足。\n\n沅江市交通运输局\n2024年1月12日\n"
    found = describe(text, "x")
    assert (found.issuer_name, found.issuer_source) == ("沅江市交通运输局", "sign_off")
    assert found.published_date == date(2024, 1, 12)


def test_issuer_opens_the_first_sentence() -> None:
    text = "9月23日14时许,淮安市交通运输综合行政执法支队在市区整治非法营运,检查车辆10辆。"
    assert describe(text, "x").issuer_name == "淮安市交通运输综合行政执法支队"


def test_we_is_found_but_names_nobody() -> None:
    found = describe("关于2023年度法治建设情况的报告\n2023年,我局坚持依法行政。", "x")
    assert (found.issuer_name, is_nationally_unique(found.issuer_name or "")) == ("我局", False)


@pytest.mark.parametrize(
    ("title", "kind", "year"),
    [
        ("安吉县水利局2023年度法治政府建设情况报告", "annual_report", 2023),
        ("安吉县水利局关于2023年度法治政府建设工作情况和2024年工作计划的报告", "annual_report", 2023),
        ("安吉县水利局二〇二三年度依法行政工作总结", "annual_report", 2023),
        ("安吉县水利局二0二三年法治建设报告", "annual_report", 2023),
        ("安吉县水利局法治政府建设年度报告（2023）", "annual_report", 2023),
        ("安水利（2023）12号关于法治政府建设情况的报告", "annual_report", None),
        ("安吉县水利局2023年政府信息公开工作年度报告", "annual_report", 2023),
        ("安吉县水利局2023年度行政执法工作报告", "annual_report", 2023),
        (
            "安吉县水利局关于贯彻落实《法治政府建设实施纲要（2021—2025年）》2023年度情况的报告",
            "annual_report",
            2023,
        ),
        ("安吉县水利局2023年度法治政府建设年度报告（公开版）", "annual_report", 2023),
        ("安吉县水利局2021-2023年法治政府建设情况报告", "annual_report", None),
        ("安吉县水利局2024年上半年行政执法工作总结", "other", 2024),
        ("安吉县水利局2024年法治政府建设工作要点", "plan", 2024),
        ("安吉县水利局关于印发2024年行政检查计划的通知", "plan", 2024),
        ("安吉县水利局2024年行政检查计划执行情况的报告", "annual_report", 2024),
        ("关于进一步规范行政执法工作的实施意见", "plan", None),
        ("安吉县水利局2023年度行政执法统计年报", "statistics", 2023),
        ("安吉县水利局2023年行政处罚数据公示", "statistics", 2023),
        ("安吉县2024年度行政处罚实施情况统计表", "statistics", 2024),
        ("安吉县水利局2023年行政执法情况", "statistics", 2023),
        ("安吉县水利局2023年度行政执法数据和总体情况", "statistics", 2023),
        ("安吉县水利局2023年行政执法统计分析报告", "statistics", 2023),
        ("关于做好2023年度行政执法数据公示工作的通知", "other", 2023),
        ("安吉县开展非法营运集中整治", "news", None),
        ("湖州召开2023年交通执法新闻发布会", "news", 2023),
    ],
)
def test_kind_and_year_of_title(title: str, kind: str, year: int | None) -> None:
    found = masthead(title)
    assert (found.report_kind, found.report_year) == (kind, year)


@pytest.mark.parametrize(
    ("lines", "kind", "year"),
    [
        (["市委、市政府:", "按照要求,现将我局2023年度法治政府建设情况报告如下:"], "annual_report", 2023),
        (["法治政府建设情况报告", "发布日期：2024-03-01"], "annual_report", 2023),
        (["法治政府建设情况报告", "发布日期：2024-09-01"], "annual_report", None),
        (["法治政府建设情况报告", "2022年，我局坚持依法行政。"], "annual_report", 2022),
        (["2021年是开局之年。今年余杭区交通运输系统法治工作的总体要求是:坚持依法行政。"], "plan", 2021),
        (["2026年某省政府工作报告", "时间：2026-02-09"], "annual_report", 2025),
        (["盘锦整治超限超载", "- 发布日期:2020-09-17"], "news", 2020),
        (["1月17日起,2022年春运拉开,全市投入执法人员679余人次,查处违法违规134起。"], "news", 2022),
        (["1月17日起,春运拉开,全市投入执法人员679余人次,查处违法违规134起。"], "news", None),
    ],
)
def test_kind_and_year_of_text(lines: list[str], kind: str, year: int | None) -> None:
    found = masthead(*lines)
    assert (found.report_kind, found.report_year) == (kind, year)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("柳州市交通运输局关于印发提升行政执法质量三年行动工作方案(2024-2026年)的通知", (2024, 2024, 2026)),
        ("关于印发《朝阳市交通运输局任务分工方案（2021—2025年）》的通知", (2021, 2021, 2025)),
        ("安吉县水利局2024年法治工作要点", (2024, 2024, 2024)),
        ("安吉县水利局2024年提升执法质量三年行动方案", (2024, None, None)),
        ("安吉县水利局关于落实《法治政府建设实施纲要（2021—2025年）》的实施意见", (None, None, None)),
    ],
)
def test_years_of_plan(title: str, years: tuple[int | None, ...]) -> None:
    found = masthead(title)
    assert (found.report_year, found.plan_start_year, found.plan_end_year) == years


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["柳交法规〔2024〕71号柳州市交通运输局关于印发工作方案的通知"], "柳交法规〔2024〕71号"),
        (["关于开展检查的通知", "朝交发[2022]97号"], "朝交发[2022]97号"),
        (["关于开展检查的请示", "溪应急发（2024）13号　签发人:孔照阳"], "溪应急发（2024）13号"),
        (["关于开展检查的通知 湖交〔2023〕8号"], "湖交〔2023〕8号"),
        (["发文字号：镇政发〔2024〕7号", "关于开展检查的通知"], "镇政发〔2024〕7号"),
        (["关于落实国办发〔2019〕1号文件的通知"], None),
        (["关于开展检查的通知", "发布日期：2024-01-29 字号：大 中 小"], None),
    ],
)
def test_document_number(lines: list[str], number: str | None) -> None:
    assert masthead(*lines).document_number == number


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["关于检查的通知", "发布日期:2024-01-25 来源:市交通运输局 浏览次数: 字号:[ ]"], date(2024, 1, 25)),
        (["关于检查的通知", "索引号：002482277/2025-00065　成文日期：2025年3月24日"], date(2025, 3, 24)),
        (["关于检查的通知", "成文日期：2025-03-24", "发布日期：2025-03-26"], date(2025, 3, 26)),
        (["2024-07-09 来源：市农业农村局", "全市开展巡江执法"], date(2024, 7, 9)),
        (["时间：", "2026-02-02 09:20", "关于检查的通知"], date(2026, 2, 2)),
        (["关于检查的通知", "（二〇二四年一月十日）"], date(2024, 1, 10)),
        (["关于检查的通知", "发布日期：２０２４．０１．２５"], date(2024, 1, 25)),
        (["关于检查的通知", "发布日期：2024-02-31"], None),
        (["关于检查的通知"], None),
    ],
)
def test_published_date(lines: list[str], day: date | None) -> None:
    assert masthead(*lines).published_date == day


@pytest.mark.parametrize(
    ("issuer", "unique"),
    [
        ("浙江省交通运输厅", True),
        ("嘉兴市交通运输局", True),
        ("嘉善县交通运输局", True),
        ("余杭区交通运输局", True),
        ("重庆市荣昌区交通局", True),
        ("长春市朝阳区应急管理局", True),
        ("凉山州交通运输局", True),
        ("静海区人民政府", True),
        ("交通运输部", True),
        ("朝阳区应急管理局", False),
        ("鼓楼区交通运输局", False),
        ("市水务局", False),
        ("区交通运输局", False),
        ("某市交通运输局", False),
        ("我局", False),
        ("交通运输局", False),
        ("嘉兴市", False),
        ("城区应急管理局", False),
        ("", False),
    ],
)
def test_is_nationally_unique(issuer: str, unique: bool) -> None:
    assert is_nationally_unique(issuer) is unique


def test_a_file_name_is_a_hint_only_without_a_title() -> None:
    text = "市委：\n我局坚持依法行政。"
    assert describe(text, "某县交通运输局2023年法治政府建设报告").report_year == 2023
    assert describe(text, "report-2023").report_year is None
    assert describe("某局2022年法治政府建设报告\n" + text, "某局2023年法治政府建设报告").report_year == 2022


WORDS = "2023年 关于 嘉兴市交通运输局 〔2024〕71号 的通知 报告 发布日期： 2024-01-25 。 （ ） 《 》 我局 现将 如下： 一、 来源: 计划 > 市"
PIECES = st.sampled_from([*WORDS.split(), "\n", " ", "\u3000", "-", "1", "年", "月"])


@given(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=12))
def test_any_mixture_of_pieces_has_a_masthead(text: str, name: str) -> None:
    found = describe(text, name)
    assert found == describe(text, name)
    assert found.report_kind in {"annual_report", "plan", "statistics", "news", "other"}
    assert found.report_year is None or 1990 <= found.report_year <= 2100
    assert found.plan_start_year is None or found.report_kind == "plan"


@pytest.mark.parametrize(
    "piece", ["1", "（", "2023年", "市", "关于", "局", "《", "9月", "\n", "报告\n", "2024-01-25\n", "来源："]
)
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    begun = time.process_time()
    describe(text, "x")
    assert time.process_time() - begun < 2


def test_a_field_of_wide_spaces_is_empty() -> None:
    found = masthead("来源：\u2003发布时间：2024-01-01", "安吉县水利局2023年度法治政府建设情况报告")
    assert found.published_date == date(2024, 1, 1)
    assert found.title == "安吉县水利局2023年度法治政府建设情况报告"


DEBRIS = """打印 打印本页 关闭窗口 下载 全屏 收藏 分享 加大 还原 减小 放大 缩小 复制 首页 网站首页 返回顶部 大 中 小 大中小 繁體 简体 无障碍阅读
适老版 长者模式 登录 注册 搜索 English logo 微信 微博 导航 【字体:大中小】 (字号:中) （字体） 字体: [字体] 相关附件 附件1 政策解读 图解 扫一扫看手机版
二维码 上一篇:无 下一条:无 目录 正文 信息公开 政务公开 政府信息公开 新闻中心 政务动态 / | ｜ ---- = __ ** ··· • ... [] 】 () （） —— 此件公开 (此件主动公开)
（此件不予公开） 首页>政务公开 首页＞公开 首页»公开 首页›公开 11月12日星期二 某市人民政府门户网站"""


@pytest.mark.parametrize("line", DEBRIS.split())
def test_what_a_page_adds_is_debris(line: str) -> None:
    assert is_debris(line)


@pytest.mark.parametrize(
    "line", ["某市城市管理局", "2023年工作总结", "一、主要做法", "全市执法情况", "中共某市委员会", "小区治理"]
)
def test_what_a_report_says_is_no_debris(line: str) -> None:
    assert not is_debris(line)


@pytest.mark.parametrize(
    "line",
    """2024-01-25 2024/1/25 2024.1.25 2024年1月25日 2024年1月25 (2024-01-25) 【2024-01-25】 〇 二〇二四年一月二十五日 二○二四年一月二十五
    ２０２４年１月２５日 ２０２４-０１-２５ 2024年1月25日印发 ——2024-01-25—— （二〇二四年一月二十五日） 2024-01-25T10:30 2024-01-25T10:30:05
    2024-01-25T10时30分05秒""".replace("〇 ", "").split(),
)
def test_a_line_that_is_a_date(line: str) -> None:
    assert only_date(line) == date(2024, 1, 25)
