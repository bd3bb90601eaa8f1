"""Who issued a report: the organisation that its title, its sign-off or its text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from ingest.language.masthead_dates import find_date, only_date
from ingest.language.masthead_lines import SPACES, Head, is_salutation
from ingest.language.patterns import places
from ingest.places import gazetteer

MAX_SIGN_OFF: Final = 40
MAX_ORGANISATION: Final = 40
OPENING_LINES: Final = 12
LAST_LINES: Final = 3
SUFFIX: Final = (
    r"(?:人民政府(?:办公[厅室])?|(?<!法治)(?<!服务型)(?<!数字)政府(?:办公[厅室])?(?!部门|信息|采购|投资|工作人员)"
    r"|管理委员会|委员会(?:办公室)?|管委会|[总支大中]队|执法队|分局|局|厅|人民法院|检察院|法院|高院|中院"
    r"|街道办事处|办事处|街道|办公室|中心|(?<!党)委(?!员|托)|党组|党委|管理处|管理所|事务所|(?<=[理务])站|公署)"
)
MINISTRIES: Final = (
    "交通运输部|公安部|司法部|应急管理部|生态环境部|农业农村部|水利部|商务部|财政部|自然资源部|文化和旅游部|住房和城乡建设部"
    "|国务院|国务院办公厅"
)
ORG_LINE: Final = re.compile(rf"^[\u4e00-\u9fff（）()·]{{1,30}}{SUFFIX}$|^(?:{MINISTRIES})$")
NO_ORG: Final = re.compile(
    r"^(?:关于|各|全|以|在|由|按照|根据|把|对|从|与|和|抄送|主送|联合)|的|为中心|报告|法治政府$|门户|网站"
)
TITLE_CUT: Final = re.compile(r"关于|\d|[一二][〇○零]|年度|《|“|\s|[:：]|的")
AFTER_ORG: Final = re.compile(
    r"$|法治|依法|行政执法(?!局|[总支大]?队|中心)|执法(?!局|[总支大]?队|中心)|政府信息|信息公开|工作|印发|贯彻|落实|开展|全面"
    r"|推进|提升|第[一二三四]|权力|权责|双随机|安全(?!.{0,8}[总支大]队)|[上下]半年|全年|深化|加强|进一步|召开|举行|通报|发布|部署"
    r"|行政(?:处罚|许可|检查|强制|复议|审批|应诉|权力|规范|诉讼)|普法|学法"
    r"|优化|规范|重大|年|十四五|机关|党政|领导|严格|积极|多措"
)
MEDIA: Final = re.compile(r"[日晚]报|网$|报社|电视|融媒体|新闻|信息中心|广播|记者|客户端|公众号|通讯员")
CLAUSE_START: Final = re.compile(r"[，,。；;：:\s、”」](?=[\u4e00-\u9fff]{2})")
ACTS: Final = (
    r"(?=坚持|深入|认真|紧紧|紧扣|全面|在|以|严格|切实|按照|牢固|笃学|贯彻|落实|扎实|积极|持续|会同|联合|组织|开展|共|围绕|守|即"
    r"|依法|锚定|聚焦|高度|着力|大力|加强|强化|严厉|立足|始终|把|根据|对|为|派|出动|集中|前后|先后|累计|办理)"
)
LETTER_END: Final = re.compile(r"(?:实施|执行|落实|通知|批示|照办|报告)[^。]{0,4}。$")
WE: Final = re.compile(r"我[局委厅队办院]|我支队|我大队|我总队|我中心|我单位|本局|本机关|本单位")
BODY_ORG: Final = re.compile(rf"(?P<org>[\u4e00-\u9fff]{{1,22}}?{SUFFIX}(?:综合?行政执法[总支大]?队)?){ACTS}")
FIELD_SYSTEM: Final = re.compile(
    r"(交通运输|市场监管|市场监督管理|城市管理|综合行政执法|生态环境|应急管理|农业农村|水务|水利|卫生健康|文化和旅游)系统"
)
MADE: Final = frozenset(("制定", "印发", "出台", "制订", "修订"))
OWN_PAPER: Final = re.compile(r"《(?P<org>[\u4e00-\u9fff]{2,20}?局)(?=党|行政|工作|领导|重大|关于|法)")
ORGANISATION: Final = re.compile(SUFFIX)
ORGANISATION_END: Final = re.compile(SUFFIX + "$")
MINISTRY: Final = re.compile(rf"{MINISTRIES}|国家.{{2,16}}(?:局|委员会)")
PARTY: Final = re.compile(r"^中(?:共|国共产党)")
ISSUED: Final = re.compile(r"^(?:关于(?:印发|发布|公布|转发)?|印发|转发)?[《“]?")
OPENING_YEAR: Final = re.compile(r"^(?:关于)?(?:20\d\d年度?)?")
REPORTED_MATTER: Final = re.compile(r"(?:20\d\d年度?)?(?:法治政府建设|依法行政|政府工作|行政执法统计)")
YEAR_FIRST: Final = re.compile(r"^(?:20\d\d年度?|[一二][〇○零].{2}年度?)")
SEAL_OR_SPACE: Final = re.compile(r"[（(]?(?:盖?章|代章)[）)]?$|[ \u3000]")
OWN_BUREAU: Final = re.compile(r"局党[委组]|局机关")


def starts_with_place(name: str) -> bool:
    return name[:1] in "省市县区州旗" or gazetteer().at_start(name.removeprefix("中共")) is not None


@lru_cache(maxsize=1024)  # asked several times of each
def is_nationally_unique(issuer: str) -> bool:
    """Whether an issuer's name, as written, is that of one organisation in the nation.

    It is when it begins with a province, a prefecture or a county whose name no other bears, and ends in
    the name of an organisation. A bare 市水务局, 某市交通运输局, 我局 or 朝阳区交通局 (Beijing?
    Changchun?) is not.
    """
    name = PARTY.sub("", issuer.strip())
    if MINISTRY.fullmatch(name):
        return True
    start = gazetteer().at_start(name)
    if start is None:
        return False
    place, places = start
    rest = name[len(place) :]
    if len(places) > 1 or (len(place) == 2 and place.endswith("区")):
        return False
    return ORGANISATION_END.search(rest) is not None and not NO_ORG.search(rest)


def is_organisation(line: str) -> bool:
    """Whether a line holds the name of an organisation and nothing else."""
    return bool(ORG_LINE.match(line)) and not NO_ORG.search(line)


def leading_organisation(title: str) -> str | None:
    """The organisation with which a title begins, also after a year or 关于印发《."""
    rest = ISSUED.sub("", title)
    rest = YEAR_FIRST.sub("", rest)
    cut = TITLE_CUT.search(rest)
    head = rest[: cut.start()] if cut else rest
    ends = [match.end() for match in ORGANISATION.finditer(head)]
    for end in ends:
        name = head[:end]
        if AFTER_ORG.match(head[end:]) and len(name) >= 3 and not NO_ORG.search(name):
            return name
    return None


def reporting_government(title: str) -> str | None:
    """The government of a place whose yearly report on law-based government is titled by the place alone."""
    rest = OPENING_YEAR.sub("", title)
    place = ""
    while start := gazetteer().at_start(rest[len(place) :]):  # a county stands behind its city: 徐州市鼓楼区
        place += start[0]
    if place and REPORTED_MATTER.match(rest, len(place)):
        return place + "人民政府"
    return None


def sign_offs(head: Head) -> Iterator[str]:
    """Organisations that sign: on a line of their own under the title, or above a date, or last of all."""
    lines = head.edges()
    title_line = head.lines[head.title_at] if head.title_at >= 0 else None
    for at, line in enumerate(lines):
        if len(line) > MAX_SIGN_OFF:
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ""
        under_title = at > 0 and lines[at - 1] == title_line
        if under_title or (at == len(lines) - 1 and at > 3) or only_date(following):
            line = SEAL_OR_SPACE.sub("", line)
            if is_organisation(line):
                yield line


def release_date(head: Head) -> date | None:
    """The day of publication: a field that says so, else a line that is a date and stands above the body,
    under who signs or the end of a letter, or among the last.
    """
    for role in ("published", "made", "time"):
        if (value := find_date(head.fields.get(role, ""))) is not None:
            return value
    for line in head.lines[: head.body_at]:
        if (value := only_date(line)) is not None:
            return value
    lines = head.edges()
    for at in [*range(len(lines) - 1, max(0, len(lines) - LAST_LINES), -1), *range(1, len(lines))]:
        if (value := only_date(lines[at])) is None:
            continue
        before = lines[at - 1]
        if at >= len(lines) - LAST_LINES or is_organisation(before) or LETTER_END.search(before):
            return value
    return None


def find_issuer(text: str, head: Head) -> tuple[str, str] | tuple[None, None]:
    """Name and source (title, sign_off, text) of who issued the text."""
    first = next(named_issuers(text, head), None)
    if first is None:
        return None, None
    if not is_nationally_unique(first[0]):
        core = first[0].lstrip("省市县区州旗我本")
        fuller = [
            item for item in head_issuers(head) if item[0].endswith(core) and is_nationally_unique(item[0])
        ]
        return fuller[0] if fuller and len(core) > 2 else first
    return first


def head_issuers(head: Head) -> Iterator[tuple[str, str]]:
    """Issuers named outside the running text, the surest first."""
    title = head.title or ""
    if name := leading_organisation(title) or reporting_government(title):
        yield name, "title"
    organ = head.fields.get("organ", "")
    if is_organisation(organ):
        yield organ, "text"
    for name in sign_offs(head):
        yield name, "sign_off"
    source = head.fields.get("source", "").split(" ")[0].strip(SPACES)
    if is_organisation(source) and not MEDIA.search(source) and starts_with_place(source):
        yield source, "text"


def named_issuers(text: str, head: Head) -> Iterator[tuple[str, str]]:
    yield from head_issuers(head)
    body = head.lines[head.body_at : head.body_at + OPENING_LINES]
    opening = "\n".join(line for line in body if not is_salutation(line))[:600].split("\n【")[0]
    two_sentences = "。".join(opening.split("。")[:2])
    for start in [0, *(clause.end() for clause in CLAUSE_START.finditer(two_sentences))]:
        if not starts_with_place(two_sentences[start : start + MAX_ORGANISATION]):
            continue
        match = BODY_ORG.match(two_sentences, start)
        if match and starts_with_place(match["org"]) and not NO_ORG.search(match["org"]):
            yield match["org"], "text"
    we = first_match(WE, text, "我本")
    if not we and not OWN_BUREAU.search(text):
        return
    own = {name for name in named_in_papers(text) if is_nationally_unique(name)}
    if len(own) == 1:
        yield own.pop(), "text"
    if name := office_of_system(opening):
        yield name, "text"
    if we:
        yield we[0], "text"


def first_match(pattern: re.Pattern[str], text: str, firsts: str) -> re.Match[str] | None:
    """The first match of a pattern whose matches begin with one of `firsts`."""
    for at in places(text, firsts):
        if match := pattern.match(text, at):
            return match
    return None


def named_in_papers(text: str) -> Iterator[str]:
    """The bureaus in whose name papers were made: 制定《余杭区交通运输局重大..."""
    for at in places(text, "《"):
        made = at - 1 if text[at - 1 : at] == "了" else at
        if text[max(0, made - 2) : made] in MADE and (match := OWN_PAPER.match(text, at)):
            yield match["org"]


def office_of_system(opening: str) -> str | None:
    """余杭区交通运输局 where a bureau speaks of 余杭区交通运输系统 as its own, once and of no other place."""
    if "系统" not in opening:
        return None
    found: set[str] = set()
    for match in FIELD_SYSTEM.finditer(opening):
        before = opening[max(0, match.start() - 12) : match.start()]
        for at in range(len(before)):
            start = gazetteer().at_start(before[at:])
            if start and len(start[1]) == 1 and start[0] == before[at:]:
                found.add(start[0] + match[1] + "局")
                break
    return found.pop() if len(found) == 1 else None
