"""What kind of document a text is, and the year that it is about."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from ingest.language.masthead_dates import find_date, year_range, years
from ingest.language.masthead_lines import Head

ISSUING: Final = re.compile(r"(?:印发|发布|公布|下发|转发)(?:了)?《(.+)》")
TITLE_TAIL: Final = re.compile(r"(?:的)?(?:通知|请示|函|批复)$|[（(][^（()）]{1,24}[）)]$")
STATISTICS: Final = re.compile(
    r"统计(?:年报|表|数据|公报|报表|分析|情况)|(?:行政)?执法(?:信息)?(?:统计)?(?:数据|年报)|数据(?:表|公示|统计|公开)"
    r"|一览表|汇总表|情况(?:统计)?表|(?:行政执法|行政处罚|行政许可|行政检查|双公示).{0,8}公示|执法(?:办案)?(?:总体)?情况(?:公示|说明)?$"
)
TABLES: Final = re.compile(r"统计年报|执法(?:统计)?数据|执法统计|(?:数据|统计)表")
NO_TABLES: Final = re.compile(r"做好|报送|开展|法治政府|制度|办法|(?:总结|工作报告|方案|计划|要点)$")
REPORT_NOUN: Final = re.compile(
    r"(?:情况|工作|年度|专项|建设|执法|自查|督察|评估)?报告|总结|小结|汇报|年报|情况|白皮书|述职|述法|工作回顾"
)
PLAN_NOUN: Final = re.compile(
    r"目标任务|任务书|指标任务|重点任务|任务分解|责任状|方案|计划|要点|规划|纲要|意见|安排|措施|任务分工|任务清单|工作思路|责任清单"
)
AND_NEXT: Final = re.compile(r"(?:和|及|暨|与|、|以及)[^、和及]{0,16}(?:打算|安排|计划|思路|谋划|要点|展望)$")
YEARLY: Final = re.compile(
    r"(?:19|20)\d\d\s?年|[一二][〇○零].{2}年|年度|年报|法治(?:政府|建设)|依法行政|工作总结|工作报告|信息公开|述职|述法|白皮书"
)
PART_OF_YEAR: Final = re.compile(
    r"上半年|下半年|季度|(?<!\d)\d{1,2}月(?:份)?|半年|[一二三四五六七八九十]月份|前三季"
)
CAMPAIGN: Final = re.compile(
    r"专项(?:整治|行动|检查|治理)|“[^”]+”(?:行动|治理|整治|专项)|春运|国庆|假期|集中(?:整治|行动)|治理小结|百日"
)
PRESS_TITLE: Final = re.compile(
    r"(?<!情况)(?:通报|发布|召开|公布|举行|开展|完成|启动|查处|部署|走进|组织|整治|打击|严查)(?!.{0,14}(?:报告|总结|小结|通知|方案|计划|要点|意见)$)|动态|快讯|新闻"
)
PRESS: Final = re.compile(
    r"本报讯|记者|通讯员|新闻发布会|发布会上|编者按|\d{1,2}月\d{1,2}日(?:上午|下午|晚|凌晨|\d{1,2}时|[至,，—-]|起)"
    r"|(?:连日来|日前|近日|近期)"
)
OPERATION: Final = re.compile(
    r"查处|查获|查办|移送|查扣|出动|检查|整治|派出|派执法|立案|发放|受理|执法人员|罚款|处罚"
)
REPORTED: Final = re.compile(r"(?:报告|汇报|总结|公布|公示|公开|通报)如下")
MAX_REPORTED: Final = 60  # characters of the clause that says what is reported
REPORTED_YEAR: Final = re.compile(
    r"现将[^。\n]{0,30}?(?P<year>(?:19|20)\d\d)\s?年[^。\n]{0,80}(?:报告|汇报|总结|公布|公示|公开|通报)(?:如下|给)"
)
PLANS: Final = re.compile(
    r"(?:制定|制订|提出|拟定)(?:如下|本|以下|此)?[^。\n]{0,24}(?:方案|计划|要点|意见|措施|规划)(?:如下)?[。:：]"
    r"|工作的?(?:总体要求|总体思路|指导思想|总体目标)是[:：]"
)
OPENING_YEAR: Final = re.compile(
    r"^[“\s]*((?:19|20)\d\d)\s?年(?:度)?(?:[，,、以来]|是|来|全年|\s?\d{1,2}[-—~至]|[一-龥]{2,24}?(?:局|厅|委|队|政府|系统|坚持|认真|深入|在|以))"
)
SINCE: Final = re.compile(r"(?:19|20)\d\d\s?年以[来前]")
REVIEWED_YEAR: Final = re.compile(
    r"((?:19|20)\d\d)\s?年(?:[^。\n]{0,16})?(?:工作)?(?:回顾|总结|主要工作|工作情况|主要举措|主要做法)"
)


def kind_noun(title: str) -> str:
    """The part of a title that says what the document is: what it issues, without 的通知 and brackets."""
    if match := ISSUING.search(title):
        title = match[1]
    while match := TITLE_TAIL.search(title):
        title = title[: match.start()]
    # 2024年工作总结及2025年打算 is a report that also looks ahead
    ahead = AND_NEXT.search(title)
    return title[: ahead.start()] if ahead and REPORT_NOUN.search(title[: ahead.start()]) else title


def last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def kind_of(title: str | None, body: str) -> str:
    """annual_report, plan, statistics, news or other, from the title, else from how the text opens."""
    if title:
        noun = kind_noun(title)
        if TABLES.search(noun) and not NO_TABLES.search(noun):
            return "statistics"
        report, plan = last_end(REPORT_NOUN, noun), last_end(PLAN_NOUN, noun)
        statistics = last_end(STATISTICS, noun)
        if max(report, plan, statistics) >= len(noun) - 4:
            if statistics >= max(report, plan) and not NO_TABLES.search(noun):
                return "statistics"
            if plan > report:
                return "plan"
            if PRESS_TITLE.search(noun[:-4]) and PRESS.search(body[:300]):
                return "news"
            if (
                report > 0
                and YEARLY.search(noun)
                and not PART_OF_YEAR.search(noun)
                and not CAMPAIGN.search(noun)
            ):
                return "annual_report"
        if PRESS_TITLE.search(noun):
            return "news"
    return kind_of_body(body, bool(title))


def kind_of_body(body: str, has_title: bool) -> str:
    opening = body[:1500]
    if not has_title and (said := reported(opening)) and not CAMPAIGN.search(said):
        return "annual_report"
    if PLANS.search(opening):
        return "plan"
    if OPERATION.search(opening) and (PRESS.search(opening) or len(body) < 900):
        return "news"
    return "other"


def reported(opening: str) -> str:
    """The clause that ends in 报告如下, so far as it stands in its sentence; empty where there is none."""
    match = REPORTED.search(opening)
    if match is None:
        return ""
    at = match.start()
    start = max(at - MAX_REPORTED, opening.rfind("。", 0, at) + 1, opening.rfind("\n", 0, at) + 1)
    return opening[start : match.end()]


def own_title(title: str | None) -> str:
    """A title without the names of other documents in it
    (关于落实《法治政府建设实施纲要(2021-2025年)》情况的报告).
    """
    title = title or ""
    if match := ISSUING.search(title):
        return match[1]
    return re.sub(r"《[^》]*》", "《》", title)


def year_of_report(head: Head, body: str, released: date | None) -> int | None:
    """The year that an annual report or a table of statistics is about; null where the text leaves it
    open.
    """
    title = own_title(head.title)
    named = years(title)
    if named:
        return named[0] - delivered_next_year(title, named[0], body, released)
    if year_range(title):
        return None
    if PART_OF_YEAR.search(title) and (dated := find_date(title)) is not None:
        return dated.year
    if stated := REPORTED_YEAR.search(body[:4000]):
        return int(stated["year"])
    if opening := opening_year(body):
        return opening
    if reviewed := REVIEWED_YEAR.search(body[:3000]):
        return int(reviewed[1])
    if released is None or PART_OF_YEAR.search(title + body[:200]):
        return None
    return released.year - 1 if released.month <= 6 else None


def delivered_next_year(title: str, year: int, body: str, released: date | None) -> bool:
    """Whether the year in a title is that of the session which heard the report (2026年...政府工作报告, on
    2025).
    """
    if "政府工作报告" not in title:
        return False
    early = released is not None and released.year == year and released.month <= 4
    reviewed = REVIEWED_YEAR.search(body[:3000])
    return early or (reviewed is not None and int(reviewed[1]) == year - 1)


def opening_year(body: str) -> int | None:
    """The year with which the first paragraphs open (2023年,我局..., 2023年是...), if they open with one
    only.
    """
    found = {int(match[1]) for line in body.split("\n", 4)[:4] if (match := OPENING_YEAR.match(line))}
    return found.pop() if len(found) == 1 else None


def dated_at_start(text: str) -> int | None:
    """The year of the date in brackets with which a text opens: (2024-12-16)省厅..."""
    head = text.lstrip()[:20]
    found = find_date(head) if head.startswith(("(", "（", "[", "【")) else None
    return found.year if found else None


def year_of_plan(head: Head, body: str) -> tuple[int | None, int | None, int | None]:
    """Year (of several: the first), first year and last year of a plan."""
    title = own_title(head.title)
    span = year_range(title)
    if span:
        return span[0], *span
    if named := years(title):
        several = re.search(r"[二两三四五]年(?:行动|规划|计划|攻坚)", title)
        return named[0], None if several else named[0], None if several else named[0]
    year = opening_year(body)
    if year is None and (
        stated := re.search(r"(?:制定|制订)[^。\n]{0,20}?((?:19|20)\d\d)\s?年", body[:1000])
    ):
        year = int(stated[1])
    return year, year, year


def year_of_news(head: Head, body: str, released: date | None) -> int | None:
    """The year of the date that a news item states; else the only year that it names."""
    named = set(years(own_title(head.title)))
    if len(named) == 1:
        return named.pop()
    if released:
        return released.year
    if (stated := find_date(body[:400])) is not None:
        return stated.year
    named = set(years(SINCE.sub("", body)))
    if len(named) == 1 and not year_range(body):
        return named.pop()
    brackets = [line for line in head.lines[:3] if line.startswith(("(", "（"))]
    if len(named := set(years("\n".join(brackets)))) == 1:
        return named.pop()
    reviewed = REVIEWED_YEAR.search(body[:200])
    return int(reviewed[1]) if reviewed else opening_year(body)
