"""What is counted by each number of a sentence: the words before it, behind it, and what it leaves unsaid."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.language import words
from ingest.language.scan import Number
from ingest.language.words import base_of, strip_label, verb_of

_HARD = ",;:。!?()|"


@dataclass(slots=True)
class Mention:
    """A number in its sentence, while its words are being found."""

    number: Number
    chunk_start: int  # where the words before it begin
    pre: str
    post: str
    joint: str  # how it hangs on the number before: "" (first or after a full clause), "、", ",", "和", "("
    clause_start: int
    clause_end: int
    owner: int | None = None  # index of the number whose brackets it stands in
    marker: str | None = None  # 其中, 包括 ...
    label: str = ""
    verb: str | None = None
    own: str = ""  # the label without what is inherited
    parent: int | None = None
    change_only: bool = False
    inherited_from: int | None = None
    respective: list[str] = field(default_factory=list)
    is_sum: bool = False  # a 合计 that closes the list before it
    is_own_level: bool = False  # 市本级, 局机关: the same thing, of the agency alone
    level: Mention | None = None  # of a change: the number that changed
    series_year: int | None = None  # the year of its place in 2018年以来分别为..., 2022年、2023年分别为...


def _blank_brackets(gap: str) -> str:
    """Brackets that close again before the number are part of the name: 专题研讨(讲座)2次."""
    return re.sub(r"\([^()]*\)", lambda m: "\u0001" * len(m[0]), gap)


def mentions(text: str, start: int, end: int, numbers: list[Number]) -> list[Mention]:
    """One `Mention` a number of the sentence text[start:end], in order."""
    out: list[Mention] = []
    stack: list[int | None] = []
    for i, number in enumerate(numbers):
        left = numbers[i - 1].full_end if i else start
        right = numbers[i + 1].lead_start if i + 1 < len(numbers) else end
        gap = text[left : number.lead_start]
        for c in gap:
            if c == "(":
                stack.append(i - 1 if i else None)
            elif c == ")" and stack:
                stack.pop()
        blanked = _blank_brackets(gap)
        alone = blanked.rstrip().endswith("(") and text[number.full_end : number.full_end + 1] == ")"
        body = blanked.rstrip()
        if alone or body.endswith(":"):
            body = body[:-1]
        cut = max((body.rfind(c) for c in _HARD), default=-1) + 1
        joint = _joint(blanked, cut, i)
        pre = gap[cut : len(body)].strip() if (alone or blanked.rstrip().endswith(":")) else gap[cut:].strip()
        pre = re.sub(r"\([^()]*\)", "", pre) if len(pre) > 24 else pre
        behind = text[number.full_end : right]
        stop = re.search(r"[,;:。!?()|\n]", behind)
        reaches_next = stop is None and i + 1 < len(numbers)
        post = behind[: stop.start()] if stop else behind
        if reaches_next:
            post = _share_gap(post, bool(strip_label(pre)))
        mention = Mention(
            number, left + cut, pre, post.strip(), joint, left + cut, number.full_end + len(post)
        )
        if stack and stack[-1] is not None and not alone:
            mention.owner = stack[-1]
        marker = re.search(
            r"其中包括|其中|包括|包含|里头|内含|(?<!包)含(?!量)|分别为|分别是|依次为|依次是|分为", gap
        )
        mention.marker = marker[0] if marker else None
        out.append(mention)
    for i, mention in enumerate(out):
        _label(out, i, mention)
    return out


def _joint(gap: str, cut: int, i: int) -> str:
    if i == 0:
        return ""
    if "(" in gap[:cut]:
        return "("
    if re.search(r"[;。!?:]", gap[:cut]):
        return ";"
    if "," in gap[:cut]:
        return ","
    if gap[:cut]:
        return ")"
    head = gap.strip()
    if head.startswith("、"):
        return "、"
    if re.match(r"(?:和|及|与|以及|或)", head):
        return "和"
    return "+" if head else "、"


def _share_gap(gap: str, has_pre: bool) -> str:
    """Of the words between two numbers without a stop between: what belongs to the first."""
    split = re.search(r"[、]|(?:和|及|与|以及)(?=[^、]*$)", gap)
    if split:
        return gap[: split.start()]
    if has_pre:
        return ""
    verb = words.INNER_VERB.search(gap, 2)
    return gap[: verb.start()] if verb else gap


def _label(all_of: list[Mention], i: int, m: Mention) -> None:
    pre = m.pre
    split = re.match(r"^.*?[、]", pre) if m.joint in {"+"} else None
    if split and i:
        pre = pre[split.end() :]
    if m.joint == "、":
        pre = pre.lstrip("、 ")
    elif m.joint == "和":
        pre = re.sub(r"^(?:以及|和|及|与|或)", "", pre.strip())
    own = strip_label(pre)
    post = "" if words.POST_BLOCK.match(m.post) else m.post[:30]
    previous = all_of[i - 1] if i else None
    bare = re.sub(words.YEARISH, "", own)
    if own and words.CHANGE_ONLY.match(bare):
        m.change_only = True
    verb_only = bool(own) and bool(
        words.VERB_AT_START.fullmatch(own)
        or re.fullmatch(r"(?:[依已均未拟再]?法?)?" + words.VERB_AT_END.pattern, own)
    )
    ends_verbal = (
        bool(words.VERB_AT_END.search(own))
        or re.search(r"(?:的|对|将|以|由|从|各|和|及|与|、|向|等)$", pre.strip()) is not None
    )
    if own in words.SELF:
        verb_only = False
    raw_ends_open = bool(re.search(r"(?:了|有|共|的|对|将|为)$", pre.strip()))
    if own in {"其他", "其余", "还有", "另有"} and post:
        own = ""
    if not own and not post and previous_total(all_of, i):
        m.is_sum = True
        own = (all_of[0].verb or "") + "合计"
    if words.OWN_LEVEL.match(own):
        own, m.is_own_level = "", True
    if post and (
        not own
        or verb_only
        or ends_verbal
        or (raw_ends_open and not words.NOMINAL.match(own) and len(own) <= 4)
    ):
        own = own + post.strip("、 ")
        verb_only = False
    if words.LEVEL_ONLY.match(own):
        own = ""
    if m.number.unit != "ratio" and (of := re.match(r"^.{0,20}?占(?:到|全部|总|了)?(?=.{2})", own)):
        own = own[of.end() :]
    if (
        m.number.unit == "ratio"
        and pre.strip() == "的"
        and previous is not None
        and (share := re.search(r"^(.*?)占(?:到|了|全部|总)?", previous.pre))
    ):
        whole = strip_label(share[1]) or (all_of[i - 2].label if i >= 2 else "")
        m.label = m.own = whole + "占" + previous.own
        return
    m.own = own
    m.verb = verb_of(own)
    label = own
    if previous is not None and not m.change_only:
        if not own:
            label, m.inherited_from = base_of(previous.label), i - 1
        elif words.ONLY_RATE.match(own) and len(own) <= 4:
            label, m.inherited_from = base_of(previous.label) + own, i - 1
        elif verb_only:
            thing = _object(all_of, i)
            if thing:
                label, m.inherited_from = own + thing, i - 1
        elif (
            m.verb is None
            and m.marker is None
            and previous.verb not in words.OUTCOMES
            and not own.startswith("被")
            and m.joint in {"、", "和", ",", "(", "+"}
            and previous.verb
            and not previous.change_only
        ):
            inherits = (m.joint in {"、", "和", "+"} and len(own) <= 16) or (
                m.joint == ","
                and len(own) <= 12
                and previous.number.counter == m.number.counter
                and len(previous.own) <= 16
                and (
                    own in words.SELF or not (words.VERB_AT_START.match(own) or words.VERB_AT_END.search(own))
                )
            )
            same = previous.number.unit == m.number.unit
            if inherits and same and m.joint != "(" and not re.search(r"率$|占比|比重", own):
                m.verb = previous.verb
                if not own.startswith(previous.verb):
                    label = previous.verb + own
    elif m.change_only and previous is not None:
        label, m.inherited_from = base_of(previous.label), i - 1
    m.label = label


def previous_total(all_of: list[Mention], i: int) -> bool:
    """Whether a bare 合计 closes the list before it: the numbers of its unit add up to it."""
    m = all_of[i]
    if i < 2 or not re.search(r"(?:合计|共计|总计|共)$", m.pre.strip()):
        return False
    before = [x.number.value for x in all_of[:i] if x.number.unit == m.number.unit]
    return len(before) >= 2 and sum(before) == m.number.value


def _object(all_of: list[Mention], i: int) -> str:
    """The noun that a bare verb takes over from the number before: 制定规范性文件2件,废止5件."""
    for back in range(i - 1, max(-1, i - 6), -1):
        other = all_of[back]
        if other.number.unit != all_of[i].number.unit or other.change_only:
            continue
        thing = (
            other.label[len(other.verb) :]
            if other.verb and other.label.startswith(other.verb)
            else other.label
        )
        thing = words.VERB_AT_END.sub("", thing) or thing
        if len(thing) >= 2:
            return thing[-16:]
    return ""


def noun_of(m: Mention) -> str:
    """What is counted, without what was done with it: 行政处罚案件 of 办理行政处罚案件."""
    thing = m.label[len(m.verb) :] if m.verb and m.label.startswith(m.verb) else m.label
    return thing[-16:]
