"""Whether a figure happened, is to be reached, or is a change against another period."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ingest.language.fold import fold
from ingest.language.patterns import beginning

_FUTURE_SECTION: Final = re.compile(
    r"下一步|下步|下阶段|下一阶段|打算|工作计划|工作安排|主要安排|重点安排|工作思路|工作谋划|工作目标|目标任务|明年|下一年|下年度|来年|展望|努力方向|今后|工作重点|重点工作安排|工作设想|工作要点|(?:有关|工作|下步|几点)要求|[年度](?:工作)?(?:计划|安排|重点任务|举措安排)"
)
_PAST_SECTION: Final = re.compile(r"情况|成效|完成|举措和成效|做法|总结|回顾|上半年|开展")
# each alternative of these begins with a plain character, or the search would be ten times as slow
_STRONG_DEMAND: Final = re.compile(
    r"力争|争取|目标(?:为|是|值)?|计划(?<![有无按]计划)(?!生育|内|单列|外)(?!.{0,6}(?:完成|内))|拟(?!定|订|稿|人|罚款|处罚|立案|[\u4e00-\u9fff]{1,6}的)|预计|须(?!知)|明年|下一年|来年|应当|要求.{0,16}(?:不少于|不低于|达)|确保(?!了).{0,20}(?:不低于|不少于|达|以上)|将(?:达|开展|组织|完成|举办|新增|实现|检查|抽查|对|培训)|月底前完成|确保(?!了)[^,;。]{0,12}零|要(?:达到?#|保持在|控制在)|要把[^,;。]{0,16}(?:控制|降|压|提|稳)|应达到?#|确保(?!了)[^,;。]{0,16}不(?:超过|高于)|保持在.{0,8}以上.{0,4}目标"
)
# what no match of _STRONG_DEMAND can do without
DEMAND_CUE: Final = re.compile(
    r"要达|要把|要保持|要控制|应达|力争|争取|目标|计划|拟|预计|须|月底前|明年|下一年|来年|应当|要求|确保|将|保持在"
)
_PAST: Final = re.compile(
    r"已|完成了|现行(?<![实对]现行)(?!政)|列入[^,;。#]{0,12}(?:清单|目录)的|现有[^,;。#率]{0,8}#|实有[^,;。#率]{0,8}#|在(?:编|册|岗)[^,;。#率]{0,8}#|共有|配有|拥有|目前|截至|上年(?<!对上年)(?!水平|同期水平)|去年(?<!对去年)(?!水平|同期水平)|以来|现设|实际|累计|先后|了(?<=[办查开召组印发处罚受审结]了)|荣获|同比|期间共|辖区(?:内)?(?:现)?有|登记在册|全年共|结果|圆满|有效期内|为366"
)
_PLAN_DEMAND: Final = re.compile(
    r"年累计(?<=[两三四五]年累计)|控制在|稳定在|巩固在|保持在|维持在|压[至到减]|力争|不少于|不低于|不超过|至少|提[高升][到至]#|增[加长][到至]#|扩大?[到至]#|降低[到至]#|下降[到至]#|减少[到至]#|精简[到至]#|#[\u4e00-\u9fff]?(?:以上|以内)"
)
_PAST_LEAD: Final = re.compile(
    r"截至|目前|去年(?<![比较与同]去年)(?!水平|同期水平)|上年(?<![比较与同]上年)(?!水平|同期水平)|以来|现有[^,;。率]{0,8}\d|在[编册岗][^,;。率]{0,8}\d|共有[^,;。率]{0,8}\d|配有[^,;。率]{0,8}\d|拥有[^,;。率]{0,8}\d|设有[^,;。率]{0,8}\d"
)
_CHANGE_END: Final = re.compile(
    r"(?P<cue>同比|环比|比上年(?:度|同期)?|较上年(?:度|同期)?|较去年(?:同期)?|比去年(?:同期)?|与去年(?:同期)?相比|与上年(?:同期)?相比|同期相比|同比去年|较(?:19|20)\d\d年(?:度|同期)?|比(?:19|20)\d\d年(?:度|同期)?|与20\d\d年相比|较前一年|较上一年度?|比上一年度?|较同期|较前年)?[,]?[\u4e00-\u9fff]{0,10}?(?P<verb>增长率|增长|增加|上升|提升|提高|上涨|攀升|净增|多出|攀升|下降|减少|降低|回落|下滑|缩减|压减|下跌|净减|缩水|核减|增幅|降幅|多|少|增|降|升|减)(?:了|约|近|超过|超|逾|达到?|幅度?(?:达到?|为)?|率?为|率?达|仅|出)*$"
)
_MORE_DONE: Final = re.compile(
    r"(?:较|比|同比)[^,;。]{0,12}?(?P<way>多|少)(?:评查|检查|抽查|办理?|查处|立案|开展|组织|处罚|受理|收到?|移送|出动|培训|发现|作出|出台|制定)了?\Z"
)
_SIGNED: Final = re.compile(r"(?:同比|环比|较上年|比上年|较去年|比去年|增减|增幅|增速)[为:]?([-+])$")
_UP: Final = frozenset(
    [
        "增长率",
        "增长",
        "增加",
        "上升",
        "提升",
        "提高",
        "上涨",
        "攀升",
        "净增",
        "增幅",
        "多",
        "多出",
        "增",
        "升",
    ]
)
_SHORT: Final = frozenset("多少增降升减")
_AMBIGUOUS: Final = frozenset("增多少")
_NO_CHANGE_BEFORE: Final = ("新", "激", "递", "累", "众", "许", "不", "至", "最", "减")
_NEW_BEFORE: Final = ("新", "有效", "进一步", "努力", "切实", "不断")
_QUALITIES: Final = frozenset(["提升", "提高", "增长率"])
_COMPARING: Final = re.compile(r"比|较|同期")
_ARROWS: Final = ("↑", "↓", "▲", "▼")
_SIGNS: Final = ("-", "+")
# what every match of _CHANGE_END ends with, and a character of its verb
_CHANGE_LAST: Final = frozenset("率长加升高涨增出多降少低落滑减跌水幅了约近过超逾达到度为仅")
_CHANGE_VERB: Final = re.compile(r"[增升高涨多降少低落滑减跌缩]")


_YEAR: Final = re.compile(r"20\d\d")
_DONE_HEADING: Final = re.compile(r"成效|完成情况|回顾")


@lru_cache(maxsize=4096)
def is_future_section(section: str, report_year: int | None) -> bool:
    """Whether a heading path opens the next-year part of a report."""
    return any(_is_future(heading, report_year) for heading in section.split(" / "))


def _is_future(heading: str, report_year: int | None) -> bool:
    years = [int(y) for y in _YEAR.findall(fold(heading))]
    later = bool(years) and report_year is not None and min(years) > report_year
    if later and not _DONE_HEADING.search(heading):
        return True
    return _FUTURE_SECTION.search(heading) is not None and not _PAST_SECTION.search(heading)


_BACKGROUND: Final = re.compile(
    r"背景|现状|[、.]基础$|(?:工作|发展)基础|基本情况|形势|困难|(?<!解决)问题|回顾|成效|完成情况|执法人员数量|机构概况"
)
# the working days that a plan reckons with, whatever stands below
_RECKONING: Final = re.compile(r"测算|工作日")
_TASK_HEADING: Final = re.compile(r"目标|任务|整改")
# what no match of _PLEDGED can do without
_PLEDGED_CUE: Final = re.compile(
    beginning(
        {
            "提": "出", "明": "确", "要": "求再", "部": "署", "下": "达", "签": "下订", "约": "定", "定": "下", "责": "任",
            "这": "样", "打": "算", "任": "务", "2": "0",
        }
    )
)  # fmt: skip
_PLEDGED: Final = re.compile(
    r"(?:提出|明确|要求|部署|下达|签(?:下|订)|约定|定下)[^。;!?]{0,20}[:,](?=[^。]*(?:不少于|不低于|以上|以下|以内|达到|力争|确保|100%|不超过|控制))|责任[状书][^。;]{0,4}:|这样定|要再提|20\d\d年[^。;!?,:]{0,24}(?:方案|计划|安排|要点)[^。;!?,:]{0,4}:|打算(?:是|如下)?:|任务(?:是|如下)?:"
)


_SIGN_END: Final = re.compile(r"(?:同比|环比)?[-+]$")
_COMPARED_END: Final = re.compile(r"(?:比|较|与|同)(?:去年|上年|上一年|前一年)度?(?:同期)?(?:相比)?$")
_CUE_END: Final = re.compile(r"(?:同比|环比|分别|均|则|也|又|,)+$")


def strip_compared(label: str) -> str:
    """A label without what it is compared to: 案件数 of 案件数比上年."""
    return _COMPARED_END.sub("", label) or label


def strip_change(label: str) -> str:
    """What changed, without the words of the change: 案件总量 of 案件总量同比上升."""
    label = strip_compared(_SIGN_END.sub("", label))
    m = _CHANGE_END.search(label)
    if not m:
        return label
    cut = m.start("cue") if m["cue"] else m.start("verb")
    return strip_compared(_CUE_END.sub("", label[:cut])) or label


@lru_cache(maxsize=1024)
def is_background(section: str) -> bool:
    """Whether the heading of a plan's part says what already stands: 背景, 现状, 工作日测算 ..."""
    headings = section.split(" / ")
    if any(_RECKONING.search(heading) for heading in headings):
        return True
    heading = headings[-1]
    return bool(_BACKGROUND.search(heading)) and not _TASK_HEADING.search(heading)


def is_pledge(sentence: str) -> bool:
    """Whether a sentence of a notice opens what is to be reached: 提出：到2026年底…不低于85%."""
    return _PLEDGED_CUE.search(sentence) is not None and _PLEDGED.search(sentence) is not None


# a plan that a sentence opens for itself and what goes on behind it: 2025年,某局计划开展…不少于480次,检查…
_INTENDS: Final = re.compile(
    r"^(?:[\u4e00-\u9fff、]{0,6}[:,、.]?)?(?:(?P<next>下一步|下步|下一阶段|下阶段|接下来|今后)(?:\((?P<named>20\d\d)年度?\))?|(?P<year>20\d\d)年度?)?,?[^,;。:#]{0,24}?"
    r"(?P<verb>计划(?!生育|内|单列|外|[^,;。:]{0,8}(?:执行|完成|公示|备案))|拟(?!定|订|稿|人|罚款|处罚|[\u4e00-\u9fff]{1,6}的)|打算|力争"
    r"|将(?=开展|举办|组织|继续|持续|现场|力争|完成|实现|重点|进一步|全面|牵头|推动|加强|深化|聚焦|围绕|以更))"
)
_INTENDS_CUE: Final = re.compile(r"[划拟算争将]")  # of each of its verbs
_AIMED: Final = re.compile(r"不少于|不低于|不超过|不高于|力争|达到|确保|控制在|以上|以内|至少")


# a later year and a colon open what is to be done in it: 2025年全州这么干:
_LATER: Final = re.compile(r"[^,;。:\d]{0,8}(?P<year>20\d\d)年,?[^;。:\d]{0,24}[:?]")


def intends(sentence: str, base: int | None) -> tuple[bool, int | None]:
    """Whether a sentence opens with what is to be done and sets an aim for it, and the year that it names.

    `base` is the report's year.
    """
    later = _LATER.match(sentence) if ":" in sentence or "?" in sentence else None
    if later and base is not None and int(later["year"]) > base and not _PAST.search(later[0]):
        return True, int(later["year"])
    opening = _INTENDS.match(sentence, 0, 60) if _INTENDS_CUE.search(sentence, 0, 60) else None
    if not opening or not (opening["next"] or opening["year"] or opening["verb"] in {"计划", "拟", "打算"}):
        return False, None
    if _PAST.search(sentence[: opening.end()]) or not _AIMED.search(sentence, opening.end()):
        return False, None
    named = opening["year"] or opening["named"]
    return True, int(named) if named else None


_REACHED: Final = re.compile(r"完成(?:率|了)|超额|已(?:完成|实现|达到)|实际")


def is_demand(words: str, *, in_plan: bool, lead: str = "") -> bool:
    """Whether the clause sets a figure to be reached. In a plan everything is, but what it says already stands."""
    if in_plan:
        past = _PAST.search(words) or _PAST_LEAD.search(lead)
        return not past or bool(_STRONG_DEMAND.search(words)) or bool(_PLAN_DEMAND.search(words))
    return bool(_STRONG_DEMAND.search(words)) and not _REACHED.search(words)


_AHEAD: Final = re.compile(
    r"到20\d\d年|至20\d\d年|20\d\d年[底末]?前|年底?前|月底?前|将|拟|计划|力争|预计|继续|达到?#|达到"
)
AHEAD_CUE: Final = re.compile(
    r"到(?=20)|至(?=20)|年[底末]?前|月[底末]?前|将|继续|达"
)  # what no match of _AHEAD that is no demand can do without
_REACHED_ALREADY: Final = re.compile(r"截至|截止|已|目前|共有|现有|了|以来")


_WAS_PLANNED: Final = re.compile(
    r"计划(?<![有无按]计划)(?:安排)?(?:监督检查|执法检查|检查|抽查|开展|举办|组织)[^,;。#]{0,12}#"
)


_BY_PLAN: Final = re.compile(
    r"按照?[^,;。#]{0,10}计划|根据[^,;。#]{0,10}计划|依据[^,;。#]{0,10}计划|计划[^,;。#]{0,8}(?:完成|已|了)"
)


def was_planned(words: str) -> bool:
    """Whether a figure of a year that is over was that year's plan: 2024年计划检查企业98家."""
    return _WAS_PLANNED.search(words) is not None and _BY_PLAN.search(words) is None


def is_ahead(words: str, is_whole: bool) -> bool:
    """Whether words about a later year than the report's say what is to come: 到2025年, 占比达#.

    `is_whole`: the words are about a whole year, which is enough.
    """
    return (is_whole or _AHEAD.search(words) is not None) and _REACHED_ALREADY.search(words) is None


def find_change(pre: str, unit: str, word: str | None) -> tuple[int, str, bool] | None:
    """(sign, change_type, has a comparing word) where the words right before a number make it a change.

    change_type: points for 个百分点, relative for a percentage, absolute for a count or sum.
    """
    if pre[-1:] not in _CHANGE_LAST and (done := _MORE_DONE.search(pre)) and unit == "count":
        return (1 if done["way"] == "多" else -1), "absolute", True
    if pre.endswith(_ARROWS):
        kind = "points" if word == "points" else "relative" if unit == "ratio" else "absolute"
        return (1 if pre[-1] in "↑▲" else -1), kind, True
    if pre.endswith(_SIGNS) and (signed := _SIGNED.search(pre)):
        return (
            (-1 if signed[1] == "-" else 1),
            "points" if word == "points" else "relative" if unit == "ratio" else "absolute",
            True,
        )
    if pre[-1:] not in _CHANGE_LAST or not _CHANGE_VERB.search(pre) or not (m := _CHANGE_END.search(pre)):
        return None
    verb, cue = m["verb"], m["cue"]
    at = m.start("verb")
    before = pre[:at]
    if verb in _SHORT:
        # 则降了7.8%, 又降1.6个百分点
        alone = pre.strip("、, ") in _SHORT  # 处罚决定1527件、增16%
        is_plain = word == "points" or (unit == "ratio" and (pre.endswith("了") or alone))
        if not (cue or is_plain or "比" in before[-14:] or "较" in before[-14:]):
            return None
        if verb in _AMBIGUOUS and before.endswith(_NO_CHANGE_BEFORE):
            return None
    if unit in {"ratio", "times"}:
        kind = "points" if word == "points" else "relative"
    else:
        kind = "absolute"
        if before.endswith(_NEW_BEFORE):
            return None
        if not cue and (before == "" or verb in _QUALITIES) and not _COMPARING.search(before):
            return None
    return (1 if verb in _UP else -1), kind, bool(cue)


_BOUND_WORD: Final = re.compile(r"不得?少于|不得?低于|不得?超过|不得?高于|至少|以内|之内")
_PLEDGE: Final = re.compile(
    r"责任[状书]|承诺书|目标|这样定|要求|任务(?:是|为|:)|指标(?:是|为|:)|计划|打算|要再"
)
_ACHIEVED: Final = re.compile(r"达到了|保持在|维持|稳定在|均(?:不|在|达)|已|实现了|完成")
_DONE_OFTEN: Final = re.compile(r"多次|了不少于")


def is_bound_demand(bound: str, lead: str, words: str) -> bool:
    """不少于, 以内 and the like set a demand; so does what stands behind a pledge or a plan's colon."""
    if bound and _BOUND_WORD.search(bound) and not _ACHIEVED.search(words) and not _DONE_OFTEN.search(words):
        return True
    return (
        ":" in lead
        and lead.rstrip().endswith((":", ",", "、"))
        and _PLEDGE.search(lead) is not None
        and not _PAST.search(words)
    )
