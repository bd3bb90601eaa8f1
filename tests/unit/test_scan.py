"""What is a quantity, and what is passed over: each number that counts nothing, by its named rule."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.language import read
from tests.unit.language_kit import LONG_PLAN, REPORT, each, exactly, passed, unmark


def rules(marked: str) -> list[str]:
    return [p.rule for p in passed(marked)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("⟦2023⟧年我局组织了执法检查。", id="year"),
        pytest.param("⟦２０２３⟧年我局组织了执法检查。", id="year-full-width"),
        pytest.param("⟦2022⟧年度工作已经结束。", id="year-of-work"),
        pytest.param("⟦2023⟧年⟦5⟧月⟦18⟧日召开推进会。", id="full-date"),
        pytest.param("⟦5⟧月⟦18⟧日召开推进会。", id="month-and-day"),
        pytest.param("⟦3⟧月份召开推进会。", id="month"),
        pytest.param("⟦1⟧至⟦6⟧月稳步推进。", id="months-in-words"),
        pytest.param("⟦2021⟧—⟦2023⟧年稳步推进。", id="years"),
        pytest.param("⟦2021⟧、⟦2022⟧年稳步推进。", id="years-listed"),
        pytest.param("会议于⟦2023-05-18⟧召开。", id="iso-date"),
        pytest.param("会议于⟦2023/5/18⟧召开。", id="slashed-date"),
        pytest.param("⟦7⟧月⟦3⟧日至⟦5⟧日召开推进会。", id="days"),
    ],
)
def test_dates_are_no_quantities(sentence: str) -> None:
    assert set(rules(sentence)) == {"date"}


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("⟦14⟧:⟦30⟧召开推进会。", id="colon"),
        pytest.param("上午⟦9⟧时许开展检查。", id="hour"),
        pytest.param("晚上⟦22⟧时至次日开展检查。", id="hour-from"),
    ],
)
def test_clock_times_are_no_quantities(sentence: str) -> None:
    assert set(rules(sentence)) == {"clock"}


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("组织第⟦3⟧次推进会。", id="digits"),
        pytest.param("组织第 ⟦3⟧ 次推进会。", id="digits-behind-a-space"),
        pytest.param("召开第⟦七⟧次全体会议。", id="chinese"),
        pytest.param("第⟦二十⟧届论坛召开。", id="chinese-tens"),
        pytest.param("位列全省第⟦12⟧名。", id="rank"),
    ],
)
def test_ordinals_are_no_quantities(sentence: str) -> None:
    assert rules(sentence) == ["ordinal"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("⟦1⟧.强化行政执法监督。", "list_number", id="list-number-with-a-point"),
        pytest.param("⟦2⟧、强化行政执法监督。", "list_number", id="list-number-with-a-comma"),
        pytest.param("⟦3⟧．强化行政执法监督。", "list_number", id="list-number-full-width"),
        pytest.param("清交发〔⟦2023⟧〕⟦18⟧号文件要求落实。", None, id="document-number"),
        pytest.param("清政办函〔⟦２０２３⟧〕⟦６⟧号文件要求落实。", None, id="document-number-full-width"),
        pytest.param("执行交通运输部令⟦18⟧号。", "document_number", id="order-number"),
        pytest.param("依据第⟦35⟧条规定作出决定。", "ordinal", id="law-article-as-an-ordinal"),
        pytest.param("依据该法⟦35⟧条规定作出决定。", "law_article", id="law-article"),
        pytest.param("依据该法⟦35⟧条第⟦2⟧款作出决定。", None, id="law-article-and-paragraph"),
        pytest.param("上线执法系统V⟦3.0⟧。", None, id="version-letter"),
        pytest.param("推广掌上执法⟦2.0⟧版。", "version", id="version"),
        pytest.param("建成⟦5⟧G基站网络。", "version", id="network-generation"),
        pytest.param("驶过G⟦60⟧国道。", "code", id="road-code"),
        pytest.param("驶过S⟦306⟧线。", "code", id="provincial-road-code"),
        pytest.param("执行JT/T⟦1374⟧标准。", "code", id="standard-code"),
        pytest.param("统一社会信用代码为⟦113305000025⟧。", "identifier", id="identifier"),
        pytest.param("联系电话：⟦0572⟧-⟦2123456⟧。", "identifier", id="telephone"),
        pytest.param("传真：⟦2123456⟧。", "identifier", id="fax"),
        pytest.param("“⟦12345⟧”热线运行平稳。", "service_line", id="hotline-quoted"),
        pytest.param("⟦12328⟧热线运行平稳。", "service_line", id="hotline"),
        pytest.param("⟦12345⟧、⟦12328⟧热线运行平稳。", "service_line", id="hotlines-listed"),
        pytest.param("⟦12315⟧平台运行平稳。", "service_line", id="hotline-platform"),
        pytest.param("⟦110⟧报警服务台运行平稳。", "service_line", id="hotline-of-police"),
        pytest.param("宣传《公路安全保护条例⟦2011⟧》。", "title", id="title-number"),
        pytest.param("印发《⟦2023⟧年普法工作要点》。", "title", id="title-year"),
        pytest.param("印发《关于开展⟦100⟧家企业普查的通知》。", "title", id="title-count"),
        pytest.param("印发《⟦五⟧项管理制度》。", "title", id="title-chinese"),
        pytest.param("开展“⟦4⟧·26”宣传活动。", None, id="day-as-a-name"),
        pytest.param("推行“⟦3⟧+⟦2⟧”工作模式。", None, id="formula-as-a-name"),
        pytest.param("打造“⟦365⟧天不打烊”窗口。", "quoted_name", id="name-with-a-number"),
        pytest.param("实行⟦24⟧小时值班。", "duration_idiom", id="round-the-clock"),
        pytest.param("实行⟦7⟧×⟦24⟧小时在线服务。", None, id="round-the-clock-all-week"),
        pytest.param("庆祝建局⟦30⟧周年。", "anniversary", id="anniversary"),
    ],
)
def test_numbers_that_name_or_order_are_passed_over_by_a_named_rule(text: str, rule: str | None) -> None:
    found = rules(text)
    assert all(found)
    assert rule is None or set(found) == {rule}


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("落实“⟦三⟧项制度”。", id="quoted-three-systems"),
        pytest.param("落实行政执法⟦三⟧项制度。", id="three-systems"),
        pytest.param("增强“⟦四⟧个意识”。", id="four-consciousnesses"),
        pytest.param("坚定⟦四⟧个自信。", id="four-confidences"),
        pytest.param("做到⟦两⟧个维护。", id="two-upholds"),
        pytest.param("坚持⟦一⟧个标准管到底。", id="one-standard"),
        pytest.param("从⟦三⟧个方面发力。", id="three-respects"),
        pytest.param("实行⟦一⟧件事联办。", id="one-thing"),
        pytest.param("严格⟦四⟧类执法文书管理的要求。", id="four-kinds"),
    ],
)
def test_slogans_and_idioms_are_no_quantities(sentence: str) -> None:
    text, ((a, b),) = unmark(sentence)
    assert [q.raw for q in read(text, REPORT).quantities if q.value_start < b and q.value_end > a] == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        pytest.param("罚款⟦1万元⟧以上案件579起。", "579", id="money"),
        pytest.param("罚款⟦１万元⟧以上的案件579起。", "579", id="money-full-width"),
        pytest.param("检查⟦30⟧人以上企业579家。", "579", id="size"),
        pytest.param("⟦4.5吨⟧以上货车579辆。", "579", id="weight"),
        pytest.param("处理(罚款⟦5万元⟧以上)案件579起。", "579", id="in-brackets"),
        pytest.param("超限⟦100%⟧以上车辆579辆。", "579", id="share"),
    ],
)
def test_a_bound_that_sorts_what_is_counted_is_a_threshold(sentence: str, value: str) -> None:
    assert rules(sentence) == ["threshold"]
    text, _ = unmark(sentence)
    assert [q.value for q in read(text, REPORT).quantities] == [Decimal(value)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("力争非现场执法占比⟦65%⟧以上。", id="share"),
        pytest.param("全年培训不少于⟦60学时⟧，其中集中授课⟦40学时⟧以上。", id="hours"),
        pytest.param("全年新增联络站⟦5⟧个以上。", id="count"),
    ],
)
def test_a_bound_that_nothing_follows_is_a_quantity(sentence: str) -> None:
    assert each(sentence, LONG_PLAN)[-1].comparator == "ge"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("通过12345热线受理工单⟦1573⟧件。", id="hotline-and-its-count"),
        pytest.param("受理“12345”工单⟦1573⟧件。", id="quoted-hotline-and-its-count"),
        pytest.param("印发《2023年普法要点》等文件⟦6⟧份。", id="title-and-its-count"),
        pytest.param("依据第35条作出决定⟦6⟧件。", id="article-and-its-count"),
        pytest.param("1.共开展执法检查⟦16⟧次。", id="list-number-and-count"),
        pytest.param("2023年5月18日，查处案件⟦12⟧起。", id="date-and-count"),
        pytest.param("开展“铁拳”行动⟦12⟧次。", id="quoted-name-and-count"),
        pytest.param("在G60国道设卡⟦12⟧处。", id="road-and-count"),
        pytest.param("召开第三次推进会，通报问题⟦12⟧个。", id="ordinal-and-count"),
        pytest.param("推行24小时值班，接听来电⟦430⟧个。", id="round-the-clock-and-count"),
        pytest.param("查处案件⟦2023⟧件。", id="a-count-that-looks-like-a-year"),
        pytest.param("受理来电⟦12345⟧件。", id="a-count-that-looks-like-a-hotline"),
        pytest.param("行政处罚⟦125⟧、行政许可⟦310⟧。", id="bare-in-a-list"),
        pytest.param("办理案件⟦十二⟧件。", id="chinese-with-a-counter"),
        pytest.param("聘请法律顾问⟦两⟧名。", id="chinese-under-ten-of-people"),
        pytest.param("移送公安机关案件⟦三⟧起。", id="chinese-under-ten-of-cases"),
    ],
)
def test_a_count_beside_a_name_stays_a_quantity(sentence: str) -> None:
    assert {q.unit for q in exactly(sentence)} == {"count"}


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("推进法治政府建设。", id="no-number"),
        pytest.param("一、坚持党的领导\n（一）强化学习\n一是抓统筹，二是抓落实。", id="chinese-list-numbers"),
        pytest.param("进一步统一思想，万众一心，千方百计，确保万无一失。", id="idioms"),
        pytest.param("近年来，一些企业、个别单位一度存在一般性问题。", id="one-in-words"),
    ],
)
def test_words_that_hold_numerals_are_no_quantities(sentence: str) -> None:
    assert read(sentence, REPORT).quantities == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("共立案36\n万源市另有通报。", id="multiplier"),
        pytest.param("共立案36\n分别移送两地。", id="measure"),
        pytest.param("共立案36\n件数如上。", id="counter"),
    ],
)
def test_a_number_takes_no_unit_from_the_next_line(text: str) -> None:
    (one,) = read(text, REPORT).quantities
    assert (one.raw, one.value, one.unit, one.counter) == ("36", 36, "count", None)


def test_what_is_passed_over_keeps_its_segment_and_its_place() -> None:
    text, ((a, b),) = unmark("本局加强管理。召开第⟦3⟧次推进会。")
    (one,) = read(text, REPORT).passed_over
    assert (one.rule, one.raw, one.value_start, one.value_end, one.segment_no) == ("ordinal", "3", a, b, 1)
