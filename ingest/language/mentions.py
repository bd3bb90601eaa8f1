"""What is counted by each number of a sentence: the words before it, behind it, and what it leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.language import words
from ingest.language.lexicon import counts_alike
from ingest.language.scan import is_range
from ingest.language.words import base_of, ends_in_verb, strip_label, verb_at_start, verb_of
from ingest.language.written import Number

# a list that long has no total that its numbers would be added up for
LONGEST_LIST: Final = 200

_UP_TO_STOP: Final = re.compile(r".*[,;:。!?()|]", re.DOTALL)
_STOP: Final = re.compile(r"[,;:。!?()|\n]")
_FULL_STOP: Final = re.compile(r"[;。!?:]")
# brackets that only say what else is counted in: 非法营运(含未取证网约车)
_ASIDE: Final = re.compile(r"\((?:含|包括|包含|不含)[^()]*\)")
_BRACKET: Final = re.compile(r"[()]")
_MARKER: Final = re.compile(
    r"其中包括|其中|包括|包含|里头|内含|含(?<!包含)(?!量)|分别为|分别是|依次为|依次是|分为"
)
_ANDS: Final = ("和", "及", "与", "以及", "或")
_AND: Final = re.compile(r"和|及|与|以及")
_OPEN_ENDS: Final = ("的", "对", "将", "以", "由", "从", "各", "和", "及", "与", "、", "向", "等")
_EXPECTING_ENDS: Final = ("了", "有", "共", "的", "对", "将", "为")
_NO_OBJECT: Final = re.compile(r"^(?:经|依照|按照|根据)|[后前时]$")
_OTHERS: Final = frozenset(["其他", "其余", "还有", "另有"])
_SUM_WORDS: Final = ("合计", "共计", "总计", "共", "计")
_SHARE_OF: Final = re.compile(r"^.{0,20}?占(?![道用地路绿线压座据])(?:到|全部|总|了)?(?=.{2})")
_SHARE: Final = re.compile(r"^(.*?)占(?:到|了|全部|总)?")
# what is ordered is no other act: 责令整改39所,行政处罚5所; but what is published may be
_ORDERS: Final = ("责令", "整改", "约谈", "检查", "发现", "下达", "下发", "发出")
# what is looked at beside other things: 检查企业68家,各类车辆689台次
_INSPECTS: Final = re.compile(r"查|检测|监测|走访")
_INSPECTED: Final = re.compile(r"(?:车|车辆|船|船舶|企业|单位|场所|工地|门店|商户|站点|码头|项目)\Z")
_ACTS: Final = frozenset(["行政处罚", "处罚", "行政许可", "行政强制", "行政检查"])
_RATE_NAME: Final = re.compile(r"([\u4e00-\u9fff]{2,4}率)[\u4e00-\u9fff]{0,3}\Z")
_NO_RATE_BEARER: Final = re.compile(r"[率度比重占均]|例|面|增|降|超|提|达|升|减|案|件|其中")
_IS_RATE: Final = re.compile(r"率$|占比|比重")


class Mention:
    """A number in its sentence, while its words are being found."""

    def __init__(
        self, number: Number, start: int, pre: str, post: str, joint: str, clause_end: int, marker: str | None
    ) -> None:
        self.number = number
        self.chunk_start = start  # where the words before it begin
        self.pre = pre
        self.post = post
        # how it hangs on the number before: "" (first or after a full clause), "、", ",", "和", "("
        self.joint = joint
        self.clause_end = clause_end
        self.owner: int | None = None  # index of the number whose brackets it stands in
        self.marker = marker  # 其中, 包括 ...
        self.label = ""
        self.verb: str | None = None
        self.own = ""  # the label without what is inherited
        self.parent: int | None = None
        self.carried: int | None = None  # start of the total where it stands in the sentence before
        self.change_only = False
        self.inherited_from: int | None = None
        self.respective: list[str] = []
        self.is_sum = False  # a 合计 that closes the list before it
        self.is_own_level = False  # 市本级, 局机关: the same thing, of the agency alone
        self.level: Mention | None = None  # of a change: the number that changed
        self.is_target = False
        # the year of its place in 2018年以来分别为..., 2022年、2023年分别为...
        self.series_year: int | None = None


def mentions(text: str, start: int, end: int, numbers: Sequence[Number]) -> list[Mention]:
    """One `Mention` a number of the sentence text[start:end], in order."""
    out: list[Mention] = []
    brackets: list[int | None] = []  # those open: index of the number that each stands behind
    left, last = start, len(numbers) - 1
    for i, number in enumerate(numbers):
        right = numbers[i + 1].lead_start if i < last else end
        gap = text[left : number.lead_start]
        has_brackets = "(" in gap or ")" in gap
        if has_brackets:
            _follow_brackets(brackets, gap, i)
        # brackets that close again before the number are part of the name: 专题研讨(讲座)2次
        blanked = words.CLOSED_BRACKETS.sub(_blank, gap) if has_brackets else gap
        body = blanked.rstrip()
        alone = body.endswith("(") and text.startswith(")", number.full_end)
        if alone or body.endswith(":"):
            body = body[:-1]
            words_end = len(body)
        else:
            words_end = len(gap)
        cut = stop.end() if (stop := _UP_TO_STOP.match(body)) else 0
        pre = gap[cut:words_end].strip()
        if has_brackets:
            pre = (words.CLOSED_BRACKETS if len(pre) > 24 else _ASIDE).sub("", pre)
        stop = _STOP.search(text, number.full_end, right)
        post = text[number.full_end : stop.start() if stop else right]
        if post and stop is None and i < last:
            post = _share_gap(post, bool(strip_label(pre)))
            if numbers[i + 1].unit == "ratio" and post.endswith("率") and len(post) > 4:
                post = post[:-3]  # 378名执法人员持证率100%
        joint = _joint(blanked, cut) if i else ""
        at = left + cut
        marker = _MARKER.search(gap)
        mention = Mention(
            number, at, pre, post.strip(), joint, number.full_end + len(post), marker[0] if marker else None
        )
        if brackets and not alone:
            mention.owner = brackets[-1]
        if i and is_range(text, numbers[i - 1], number):
            _share_words(out[-1], mention)
        out.append(mention)
        left = number.full_end
    for i, mention in enumerate(out):
        _label(out, i, mention)
    return out


def _share_words(lower: Mention, upper: Mention) -> None:
    """What stands before and behind a range is said of both its ends."""
    upper.pre, upper.chunk_start = lower.pre, lower.chunk_start
    upper.joint, upper.marker, upper.owner = lower.joint, lower.marker, lower.owner
    lower.post, lower.clause_end = upper.post, upper.clause_end


def _follow_brackets(brackets: list[int | None], gap: str, i: int) -> None:
    """Open and close the brackets of the gap before number `i`."""
    for bracket in _BRACKET.findall(gap):
        if bracket == "(":
            brackets.append(i - 1 if i else None)
        elif brackets:
            brackets.pop()


def _blank(match: re.Match[str]) -> str:
    return "\u0001" * len(match[0])


def _joint(gap: str, cut: int) -> str:
    """How a number hangs on the one before it; `cut` is where its own words begin in the gap between them."""
    if cut:
        before = gap[:cut]
        if "(" in before:
            return "("
        if _FULL_STOP.search(before):
            return ";"
        return "," if "," in before else ")"
    head = gap.lstrip()
    if not head or head[0] == "、":
        return "、"
    return "和" if head.startswith(_ANDS) else "+"


def _share_gap(gap: str, has_pre: bool) -> str:
    """Of the words between two numbers without a stop between: what belongs to the first."""
    comma = gap.find("、")
    if comma >= 0:
        return gap[:comma]
    if split := _AND.search(gap):
        return gap[: split.start()]
    if has_pre:
        return ""
    verb = words.INNER_VERB.search(gap, 2)
    return gap[: verb.start()] if verb else gap


def _words_before(m: Mention, i: int) -> str:
    """The words right before a number, without what joins them to the number before."""
    if m.joint == "+" and i and (comma := m.pre.find("、")) >= 0:
        return m.pre[comma + 1 :]
    if m.joint == "、":
        return m.pre.lstrip("、 ")
    return words.LEADING_AND.sub("", m.pre.strip()) if m.joint == "和" else m.pre


def _own_words(all_of: list[Mention], i: int, m: Mention, pre: str) -> tuple[str, bool]:
    """The words of a number's own, before and behind it, and whether they are a bare verb."""
    own = strip_label(pre)
    post = "" if not m.post or words.POST_BLOCK.match(m.post) else m.post[:30]
    if not own and not post and m.post.startswith("被"):
        post = m.post[:30]  # 1起被提起行政诉讼
    m.change_only = words.is_change_only(own)
    verb_only = own not in words.SELF and ends_in_verb(own) and words.is_verb_only(own)
    if (post and own in _OTHERS) or own in {"同期", "总数", "总量"}:
        own = ""
    if post and i == 0 and m.change_only and m.number.unit == "count" and not post.startswith("个"):
        m.change_only, verb_only = False, True  # 增加1万个普通高中学位: what is more stands behind
    if not own and not post and _closes_list(all_of, i):
        m.is_sum = True
        own = (all_of[0].verb or "") + "合计"
    elif not own and not post and i > 1 and m.pre.strip().endswith(words.SUMS):
        own = "合计"
    if words.is_own_level(own):
        own, m.is_own_level = "", True
    if post and (not own or verb_only or _goes_on_behind(own, pre)):
        own, verb_only = own + post.strip("、 "), False
    if words.is_level_only(own):
        own = ""
    if "占" in own and m.number.unit != "ratio" and (of := _SHARE_OF.match(own)):
        own = own[of.end() :]
    return own, verb_only


def _goes_on_behind(own: str, pre: str) -> bool:
    """Whether the words before a number leave open what is counted, so that it stands behind."""
    pre = pre.rstrip()
    if ends_in_verb(own) or pre.endswith(_OPEN_ENDS):
        return True
    return len(own) <= 4 and pre.endswith(_EXPECTING_ENDS) and not words.NOMINAL.match(own)


def _label(all_of: list[Mention], i: int, m: Mention) -> None:
    """Give a number its label: its own words, and what they take over from the number before."""
    pre = _words_before(m, i)
    own, verb_only = _own_words(all_of, i, m, pre)
    previous = all_of[i - 1] if i else None
    is_share = previous is not None and m.number.unit == "ratio" and pre.strip() == "的"
    if is_share and previous is not None and (share := _SHARE.search(previous.pre)):
        # 甲占乙的3%
        whole = strip_label(share[1]) or (all_of[i - 2].label if i >= 2 else "")
        m.label = m.own = whole + "占" + previous.own
        return
    m.own = m.label = own
    m.verb = verb_of(own)
    if previous is None:
        return
    if m.number.unit == "ratio" and own and (rate := _rate_of(previous)) and _has_rate_of(own, m):
        m.label = own + rate
        return
    if m.change_only or not own:
        source = _source(all_of, i)
        m.label, m.inherited_from = base_of(all_of[source].label), source
        if m.number.unit != "ratio" and m.label.endswith("率"):
            m.label = m.label[:-1]
    elif len(own) <= 4 and words.ONLY_RATE.match(own):
        m.label, m.inherited_from = base_of(previous.label) + own, i - 1
    elif verb_only:
        if previous.number.unit == "ratio" and previous.label.endswith(own + "率"):
            m.label = previous.label[:-1]
        elif thing := _object(all_of, i, own):
            m.label, m.inherited_from = own + thing, i - 1
    elif previous.verb and m.verb is None and _takes_verb(previous, m, own):
        m.verb = previous.verb
        if not own.startswith(previous.verb):
            m.label = previous.verb + own


def _rate_of(previous: Mention) -> str:
    """The rate that the number before gives: 超限率 of 高速入口超限率降到."""
    named = _RATE_NAME.search(previous.label) if previous.number.unit == "ratio" else None
    return named[1] if named else ""


def _has_rate_of(own: str, m: Mention) -> bool:
    """Whether words name only what has the rate that the number before gave: 高速入口超限率0.03%,国省道1.6%."""
    return (
        m.joint in {"、", ",", "和"}
        and len(own) <= 10
        and not m.change_only
        and _NO_RATE_BEARER.search(own) is None
        and not (verb_at_start(own) and verb_of(own))
    )


def _source(all_of: list[Mention], i: int) -> int:
    """The number before whose words a number without its own goes on with."""
    m, source = all_of[i], i - 1
    owner = all_of[source].owner
    if owner is not None and owner != m.owner and m.joint != "(":
        source = owner  # 91台(百吨王3台),同比多9台: what stands in the brackets is over
    if m.change_only or m.number.unit == "ratio" or all_of[source].number.unit == m.number.unit:
        return source
    for back in range(source, max(-1, source - 4), -1):
        if all_of[back].number.unit == m.number.unit and not all_of[back].change_only:
            return back
    return source


def _takes_verb(previous: Mention, m: Mention, own: str) -> bool:
    """Whether what was done to the things before was done to these too: 查处甲3件、乙2件."""
    if (
        m.marker is not None
        or previous.verb in words.OUTCOMES
        or previous.verb == previous.own in words.SELF
        or previous.change_only
        or own.startswith("被")
    ):
        return False
    if m.joint in {"、", "和", "+"}:
        near = len(own) <= 16
    elif m.joint == "," and _INSPECTED.search(own) and _INSPECTS.search(previous.verb or ""):
        near = not (verb_at_start(own) or ends_in_verb(own))
    elif m.joint == ",":
        near = (
            len(own) <= 12
            and not (own in _ACTS and (previous.verb or "").startswith(_ORDERS))
            and previous.number.counter == m.number.counter
            and len(previous.own) <= 16
            and (
                own in words.SELF
                or not (verb_at_start(own) or ends_in_verb(own) or words.INNER_VERB.search(own))
            )
        )
    else:
        near = False
    return near and previous.number.unit == m.number.unit and not _IS_RATE.search(own)


def _closes_list(all_of: list[Mention], i: int) -> bool:
    """Whether a bare 合计 closes the list before it: the numbers of its unit add up to it."""
    m = all_of[i]
    if not 2 <= i <= LONGEST_LIST or not m.pre.strip().endswith(_SUM_WORDS):
        return False
    before = [x.number.value for x in all_of[:i] if x.number.unit == m.number.unit]
    return len(before) >= 2 and sum(before) == m.number.value


def _object(all_of: list[Mention], i: int, verb: str) -> str:
    """The noun that a bare verb takes over from the number before: 制定规范性文件2件,废止5件."""
    for back in range(i - 1, max(-1, i - 6), -1):
        other = all_of[back]
        if other.number.unit != all_of[i].number.unit or other.change_only:
            continue
        if other.owner is not None and all_of[i].owner is None:
            continue
        if verb == "持证" and other.number.value < all_of[i].number.value:
            continue  # of whom there are fewer, no more hold it: 执法人员1486人、辅助人员640人,持证1402人
        if not counts_alike(other.number.counter, all_of[i].number.counter):
            continue
        thing = (
            other.label[len(other.verb) :]
            if other.verb and other.label.startswith(other.verb)
            else other.label
        )
        shorter = thing.removesuffix(words.verb_at_end(thing))
        is_received = thing.endswith("申请") and verb.startswith(("受理", "收"))
        if shorter and not shorter.endswith("行政") and not is_received:  # 行政复议 is a thing
            thing = shorter
        if len(thing) >= 2 and not _NO_OBJECT.search(thing):
            return thing[-16:]
    return ""


def noun_of(m: Mention) -> str:
    """What is counted, without what was done with it: 行政处罚案件 of 办理行政处罚案件."""
    thing = m.label[len(m.verb) :] if m.verb and m.label.startswith(m.verb) else m.label
    return thing[-16:]
