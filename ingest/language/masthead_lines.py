"""The lines above a report's body: web debris, named fields, the title, the document number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest.language.masthead_dates import only_date
from ingest.language.patterns import places

MAX_HEAD_LINES: Final = 80
MAX_HEAD_LINE: Final = 400
EDGE_LINES: Final = 25
MAX_TITLE: Final = 90
SPACES: Final = " \t\u3000\xa0\u200b\ufeff"

EDGES: Final = SPACES + "•●·|"

FIELDS: dict[str, tuple[str, ...]] = {
    "published": (
        "发布日期",
        "发布时间",
        "公开日期",
        "公开时间",
        "公布日期",
        "上传时间",
        "发稿时间",
        "更新时间",
    ),
    "made": ("成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "印发日期", "签发日期"),
    "time": ("时间", "日期"),
    "source": ("信息来源", "文章来源", "稿件来源", "来源", "稿源"),
    "organ": ("发文机关", "发文机构", "发文单位", "发布机构", "发布单位", "公开主体", "制发机关", "公开机构"),
    "title": ("文件名称", "信息名称", "公文名称", "标题", "名称"),
    "number": ("发文字号", "公文文号", "文件编号", "文号"),
    "other": (
        *(
            "索引号",
            "主题分类",
            "主题词",
            "组配分类",
            "信息分类",
            "公文种类",
            "体裁分类",
            "公开方式",
            "公开范围",
        ),
        *("公开类别", "有效性", "公文时效", "时效性", "信息索引", "统一编号", "浏览次数", "浏览量", "浏览"),
        *("点击次数", "点击数", "点击率", "点击", "阅读次数", "阅读量", "阅读", "访问次数", "访问量", "人气"),
        *(
            "字体大小",
            "字体",
            "字号",
            "视力保护色",
            "作者",
            "责任编辑",
            "编辑",
            "编审",
            "审核",
            "发布人员",
            "发布人",
        ),
        *(
            "信息员",
            "供稿",
            "撰稿",
            "签发人",
            "分享到",
            "分享",
            "当前位置",
            "所在位置",
            "您的位置",
            "您现在的位置",
        ),
        *(
            "施行日期",
            "实施日期",
            "生效日期",
            "失效日期",
            "废止日期",
            "内容概述",
            "关键词",
            "打印",
            "联系电话",
        ),
    ),
}
ROLE: Final = {name: role for role, names in FIELDS.items() for name in names}
LONGEST_FIELD: Final = max(map(len, ROLE))
FIELD_SPACES: Final = " \u3000\xa0"  # what typesetting puts between the characters of a name
DEBRIS: Final = re.compile(
    r"^(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|下载|全屏|收藏|分享|加大|还原|减小|放大|缩小|复制|首页|网站首页|返回.{0,4}"
    r"|大|中|小|大中小|繁體|简体|无障碍.{0,6}|适老.{0,6}|长者.{0,6}|登录|注册|搜索|English|logo|微信|微博|导航"
    r"|[【\[(（]?(?:字[号体]|大\s*中\s*小).{0,14}|相关(?:报道|文档|解读|附件|链接|阅读).{0,6}|附件.{0,4}|政策解读|图解"
    r"|扫一扫.{0,20}|二维码.{0,8}|上一[篇条].*|下一[篇条].*|目\s*录|正文|信息公开|政务公开|政府信息公开|新闻中心|政务动态"
    r"|[/|｜\-—=_*·•.\[\]【】()（）]+"
    r"|[（(]?此件(?:主动|依申请)?(?:公开|不予公开).{0,6}[)）]?)$"
)
# the first characters of what DEBRIS matches
DEBRIS_FIRST: Final = frozenset(
    "打关下全收分加还减放缩复首网返大中小繁简无适长登注搜El微导【[(（字相附政图扫二上目正信新/|｜-—=_*·•.]】)）此"
)
PATH_MARKS: Final = (">", "＞", "»", "›")
WEEKDAY: Final = re.compile(r"星期[一二三四五六日天]")
SITE: Final = re.compile(r".{0,20}(?:门户网站|官方网站|政府网|政务网)$")
NUMBER: Final = re.compile(
    r"(?!关于|根据|按照|依据|落实|印发|转发)[\u4e00-\u9fff]{1,14}\s?[〔\[（(【﹝［]\s?(?:19|20)\d\d\s?[〕\]）)】﹞］]"
    r"\s?第?\s?\d{1,5}\s?号(?!文|精神|通知|令)"
)
SECTION: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、．]|第[一二三四五]+[章条部])"
)
SALUTATION: Final = re.compile(r"^(?!.*(?:报告|通知|情况|如下))[\u4e00-\u9fff、,，()（）\s]{2,80}[:：]$")
TITLE_END: Final = re.compile(
    r"(?:报告|总结|小结|情况|通知|方案|计划|要点|规划|纲要|意见|公告|公示|通报|年报|年度报告|数据|统计表|一览表|汇总表|决定|办法"
    r"|细则|函|请示|批复|纪要|说明|清单|白皮书|汇报|措施|安排|动态|统计|公报|答复|制度)"
    r"(?:\s*[（(][^）)]{1,24}[）)])?$"
)
EVENT: Final = re.compile(
    r"开展|整治|查处|完成|举行|召开|部署|启动|通报|发布|推进|强化|组织|严查|集中|治理|执法|法治|检查|公布|深入"
)
ORGANISATION_TAIL: Final = re.compile(r"(?:局|厅|委员会|[总支大中]队|执法队|办公室|委|法院|检察院|管委会)$")
BROKEN_TITLE_TAIL: Final = re.compile(r"^[（(][^）)]*(?:19|20)\d\d[^）)]*[）)]$")
TYPESET_SPACE: Final = re.compile(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])")
LAST_BRACKETS: Final = re.compile(r"[（(][^（()）]*[）)]$")
WHOLE_TITLE: Final = re.compile(r"关于|印发|.{0,16}?(?:20\d\d|[局厅委队])")
YEAR_OF_TITLE: Final = re.compile(r"20\d\d\s?年")
HANZI: Final = re.compile(r"[\u4e00-\u9fff]")
DASHES: Final = re.compile(r"[—-]{2}")
CREDIT: Final = re.compile(r"作政府工作报告|(?:记者|通讯员).{0,12}[摄文]")


class Named(NamedTuple):
    """The name of a field in a line, its colon included."""

    start: int
    end: int
    role: str


@dataclass(slots=True)
class Head:
    """What stands above the body: title, named fields (first value of each), and the lines after the
    title.
    """

    title: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    number: str | None = None
    lines: list[str] = field(default_factory=list)
    title_at: int = -1
    body_at: int = 0
    found_edges: list[str] = field(default_factory=list)

    @property
    def subtitle(self) -> str:
        """The line that begins with dashes under the title; empty where there is none."""
        below = self.lines[self.title_at + 1] if 0 <= self.title_at < len(self.lines) - 1 else ""
        return below if DASHES.match(below) and len(below) <= MAX_TITLE else ""

    def edges(self) -> list[str]:
        """The lines at either end of the text that are no web debris: there organisations sign and dates
        stand."""
        if not self.found_edges:
            lines = self.lines
            ends = [*lines[:EDGE_LINES], *lines[max(EDGE_LINES, len(lines) - EDGE_LINES) :]]
            self.found_edges = [line for line in ends if len(line) > MAX_TITLE or not is_debris(line)]
        return self.found_edges


def clean(line: str) -> str:
    """A line without the white space and bullets around it."""
    return line.strip(EDGES).strip()


def is_debris(line: str) -> bool:
    """Whether a line belongs to the web page around the text."""
    if line[:1] in DEBRIS_FIRST and DEBRIS.match(line):
        return True
    if "星期" in line and WEEKDAY.search(line):
        return True
    if "网" in line and SITE.match(line):
        return True
    return any(mark in line for mark in PATH_MARKS)


def tidy_title(line: str) -> str:
    """A title without the spaces that typesetting puts between Chinese characters and digits."""
    words = line.split(None, 1)
    return TYPESET_SPACE.sub("", line.strip()) if len(words) > 1 else "".join(words)


def read_head(lines: list[str]) -> Head:
    """The head of a text, given its lines, cleaned and without blank ones."""
    head = Head(lines=lines)
    candidates: list[int] = []
    pending = ""
    for at, line in enumerate(lines[:MAX_HEAD_LINES]):
        head.body_at = at
        if len(line) > MAX_HEAD_LINE:
            break
        rest = take_fields(line, head, pending)
        if rest is not None and rest is not line and only_date(rest):
            head.fields.setdefault("published", rest)  # 2024-07-09 来源:市农业农村局
        pending = pending_role(line) if rest is None else ""
        if rest is None or is_debris(rest) or only_date(rest):
            continue
        rest = take_number(rest, head)
        if not rest:
            continue
        if is_body(rest):
            break
        lines[at] = rest
        candidates.append(at)
    else:
        head.body_at = min(len(lines), MAX_HEAD_LINES)
    choose_title(head, candidates)
    return head


def take_fields(line: str, head: Head, pending: str) -> str | None:
    """Stores the named fields of a line; the text before the first of them, None when there is none."""
    named = named_fields(line)
    first = named[0].start if named else len(line)
    if pending and first > 3:
        head.fields.setdefault(pending, line)
        return None
    if not named:
        return line
    before = line[:first].strip(SPACES + "-—[【(（|")
    ends = [after.start for after in named[1:]] + [len(line)]
    for found, end in zip(named, ends, strict=True):
        role, value = found.role, line[found.end : end].strip().strip(SPACES + "[]【】|-")
        if value:
            head.fields.setdefault(role, value)
        if role in ("source", "other") and (words := value.split()) and only_date(words[-1]):
            head.fields.setdefault("published", words[-1])  # 来源:市农业农村局 2024-07-09
    return before if len(before) > 3 else None


def named_fields(line: str) -> list[Named]:
    """The names of fields in a line, each with its colon: 发布 日期]："""
    found: list[Named] = []
    floor = 0
    for at in places(line, ":："):
        if named := field_before(line, floor, at):
            found.append(named)
            floor = at + 1
    return found


def field_before(line: str, floor: int, colon: int) -> Named | None:
    """The longest name of a field that ends before a colon; white space may stand between its characters."""
    at = colon
    while at > floor and line[at - 1] in FIELD_SPACES:
        at -= 1
    if at > floor and line[at - 1] in "]】":
        at -= 1
    name, longest = "", None
    while at > floor and len(name) < LONGEST_FIELD:
        at -= 1
        if line[at] in FIELD_SPACES:
            if not name:
                return None
            continue
        name = line[at] + name
        if name in ROLE:
            longest = Named(at, colon + 1, ROLE[name])
    return longest


def pending_role(line: str) -> str:
    """The role of a field that a line names last without giving its value."""
    named = named_fields(line)
    return named[-1].role if named and not line[named[-1].end :].strip(SPACES) else ""


def take_number(line: str, head: Head) -> str:
    """Stores a document number that opens or closes a line; the line without it."""
    if "号" not in line:
        return line
    if (match := NUMBER.match(line)) or ((match := NUMBER.search(line)) and opens_late(line, match)):
        head.number = head.number or re.sub(r"\s", "", match[0])
        return (line[: match.start()] + line[match.end() :]).strip(SPACES + "()（）")
    return line


def written_number(value: str) -> str | None:
    """The document number in the value of a field, which may hold anything."""
    match = NUMBER.search(value)
    return re.sub(r"\s", "", match[0]) if match else None


def opens_late(line: str, match: re.Match[str]) -> bool:
    """Whether a number closes a line as its own number: after a space or in brackets of its own."""
    return (
        match.end() >= len(line) - 1 and line[match.start() - 1] in " \u3000\xa0" and len(line) <= MAX_TITLE
    )


def is_body(line: str) -> bool:
    """Whether a line belongs to the body: a sentence, a numbered heading, a salutation."""
    sentence = "。" in line or "；" in line or len(line) > MAX_TITLE
    return sentence or bool(SECTION.match(line)) or is_salutation(line) or line.endswith(("如下：", "如下:"))


def is_salutation(line: str) -> bool:
    return line.endswith((":", "：")) and bool(SALUTATION.match(line))


def title_score(line: str) -> int:
    """How much a line looks like a title; under 2 it is none."""
    hanzi = len(HANZI.findall(line))
    score = 2 * bool(TITLE_END.search(line)) + ("关于" in line) + bool(YEAR_OF_TITLE.search(line))
    score += bool(EVENT.search(line)) + (hanzi >= 8)
    score -= 3 * (hanzi < 4) + 2 * line.endswith(("，", ",", "：", ":")) + 2 * bool(DASHES.match(line))
    return score - 2 * bool(CREDIT.search(line))


def choose_title(head: Head, candidates: list[int]) -> None:
    """Sets the title: the first of the best candidates, with the lines that it was broken into."""
    scored = [(title_score(tidy_title(head.lines[at])), -at) for at in candidates]
    best, negative = max(scored, default=(0, 0))
    if best < 2:
        named = head.fields.get("title", "")
        head.title = tidy_title(named) if len(named) >= 4 else None
        return
    at = -negative
    first = last = at
    title = tidy_title(head.lines[at])
    while last + 1 in candidates and last < at + 2:
        following = tidy_title(head.lines[last + 1])
        broken = not TITLE_END.search(title) and TITLE_END.search(following)
        if not (broken or BROKEN_TITLE_TAIL.match(following)) or len(title + following) > MAX_TITLE:
            break
        title, last = title + following, last + 1
    before = tidy_title(head.lines[first - 1]) if first - 1 in candidates else ""
    if continues(before, title):
        title = before + title
    head.title, head.title_at = title, last


def continues(before: str, title: str) -> bool:
    """Whether the line before a title is its beginning: 某局关于印发, or the name of who reports."""
    if TITLE_END.search(before) or len(before + title) > MAX_TITLE:
        return False
    if before.endswith(("关于", "印发", "转发")):
        return True
    if ORGANISATION_TAIL.search(before):
        return not ORGANISATION_TAIL.search(title[: len(before)]) and before[:4] not in title
    fragment = not WHOLE_TITLE.match(LAST_BRACKETS.sub("", title))
    return fragment and title_score(before) >= 2
