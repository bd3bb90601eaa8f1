"""Denials (未发生行政复议、行政诉讼) and totalities in words (全部办结): what they are about."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.language.lexicon import DENIALS
from ingest.language.patterns import Anchored, any_of

_FIRM: Final = [d for d in DENIALS if d not in {"无", "没有", "暂未", "未被", "未有"}]
_DONE_FIRST: Final = "已都能予得做实依核调按期限及如在妥高有圆办处回答反响整完结持公满表出胜"  # what can stand behind 全 and 均
_CLAIM: Final = Anchored(
    rf"(?P<deny>{any_of(_FIRM)}"
    r"|没有(?!得到|完成|及时|按|足够|建立|形成|真正|严格|落实|达到)|未有|暂未|未被"
    r"|(?<![\u4e00-\u9fffA-Za-z])无(?![无证照人缝障偿害痛形声线烟纸感限效法论疑比锡主牌名])|(?<=[均也并暂尚年局内全皆期度委厅队:来既争保现])无(?![无证照人缝障偿害痛形声线烟纸感限效法论疑比锡])"
    r"|无(?=[败行一,;。\n])(?<![有全虚]无)(?=(?:一起)?(?:败诉|行政复议|行政诉讼)|[,;。\n])"
    r"|零(?<![从为到归]零)(?=(?:败诉|复议|诉讼|投诉|信访|上访|事故|纠错|撤销|发生|被诉|出现|违规|违法)))"
    r"|(?P<zero>(?=[均双“也仍同为是,要归清保实])(?:均为|双为|“?双|也是|仍为|仍是|同为|[为是](?<=[\u4e00-\u9fff”].)|,|,?要?归|清|保持|实现)零(?=[,;。!?\n)]))"
    r"|(?P<full>(?=[均都皆同为达实双百满])(?:均|都|皆|同)?(?:为|达|达到|实现)?(?:双百|双100%|双百分|百分百|满分))"
    r"|(?P<all>(?:已?全部|均已?|已全|悉数|一律|件件|全|都(?=表示满意|满意|得到|已|按[时期]|办结|答复|回复))(?:已|都|能|予以|得到|做到|实现|依法)?(?:核实|核查|核查处理|调查)?(?P<how>按时限?|按期|限时|及时|如期|按规定时限|在?(?:规定|法定|承诺)?(?:限时|时限|期限|时间)内|依法|妥善|高效|有效|圆满)?(?P<done>办结|办理完毕|处理完毕|办理完结|处理完结|办复|回复|答复|反馈|响应|处置完毕|整改完毕|整改到位|完成整改|整改完成|整改|核查整改完毕|结案|持证上岗|持证|公示|满意|表示满意|出庭应诉|出庭|胜诉))",
    anchors={
        "杜悉均都": ("", 0), "未没无全": ("", 1), "零双百满": ("", 3), "存涉": ("不", 1), "律": ("一", 1), "件": ("件", 1),
    },
    firsts={
        ",": "零要归", "为": "零双百满", "是归清": "零", "全": "部" + _DONE_FIRST, "均": "未无为达双百" + _DONE_FIRST, "“": "双",
        "不": "存涉", "并从": "未无", "已": "全", "也": "是", "仍": "为是", "要": "归", "保": "持", "实": "现",
        "同皆": "为达实双百满", "都": "为达实双百满表得已按办答回", "达": "到双百满", "一": "律", "件": "件", "百满": "分", "未无没零暂尚杜双悉": "",
    },
    never_twice=True,
)  # fmt: skip
_STOP: Final = re.compile(r"[,;。!?\n:()|]|[也且亦](?=[无未没])")
_SPLIT: Final = re.compile(r"[、/]|(?:以及|或者|和|及|或|与)(?=[\u4e00-\u9fff])")
_UP_TO_STOP: Final = re.compile(r".*[,;。!?\n:(|]", re.DOTALL)
_NOTHING_MORE: Final = re.compile(r"(?:过|的|一起|一件|一例|出现|发生)?")
_OPENING: Final = re.compile(
    r"^(?:过|任何|一起|一例|一件|一宗|一次|有|因|涉及|存在|新|重大)+(?=[\u4e00-\u9fff])"
)
_AND_SO_ON: Final = re.compile(r"等[\u4e00-\u9fff]{0,8}\Z")
_ONE_OF: Final = re.compile(r"^(?:一起|一例|一件)")
# how far a claim reaches, and how far back what it is about may stand: bounds keep endless sentences linear
_REACH, _REACH_BACK, _REACH_OF_ALL = 60, 40, 400


class Claim(NamedTuple):
    """A denial or totality: `start:end` is the claiming word, `things` what it is about."""

    start: int
    end: int
    polarity: str
    things: tuple[str, ...]
    clause_end: int


def find_claims(text: str) -> list[Claim]:
    """All denials and totalities of a folded text, in order."""
    return [claim for m in _CLAIM.matches(text) if (claim := _claim(text, m)) is not None]


def _claim(text: str, m: re.Match[str]) -> Claim | None:
    start, end = m.span()
    if m["full"]:
        rates = _rates_before(text, start)
        return Claim(start, end, "full", rates, end) if rates else None
    if m["all"]:
        done = (m["how"] or "") + m["done"]
        return Claim(start, end, "totality", (done,), _clause_end(text, end, _REACH_OF_ALL))
    clause_end = _clause_end(text, end, _REACH)
    rest = "" if m["zero"] else text[end:clause_end]
    # what is denied may stand before the word: 行政复议、行政诉讼案件均未发生
    if _NOTHING_MORE.fullmatch(rest.strip()):
        before = text[max(0, start - _REACH_BACK) : start].rstrip(", 也都均的")
        rest = before[_behind_stop(before) :]
    things = _things(rest)
    return Claim(start, end, "denial", things, clause_end) if things else None


def _rates_before(text: str, start: int) -> tuple[str, ...]:
    """The rates of which 100 % is said at `start`: 按时办结率和满意率均为双百."""
    before = text[max(0, start - _REACH_OF_ALL) : start]
    listed = _SPLIT.split(_AND_SO_ON.sub("", before[_behind_stop(before) :].removeprefix("其中")).strip())
    listed = [words.strip() for words in listed]
    return tuple(words for words in listed if words.endswith(("率", "度")))


def _clause_end(text: str, start: int, reach: int) -> int:
    stop = _STOP.search(text, start, start + reach)
    return stop.start() if stop else min(len(text), start + reach)


def _behind_stop(words: str) -> int:
    """Where the last clause of the words begins."""
    stop = _UP_TO_STOP.match(words)
    return stop.end() if stop else 0


def _things(rest: str) -> tuple[str, ...]:
    rest = _OPENING.sub(lambda m: "因" if m[0].endswith("因") else "", rest.strip())
    parts = [p.strip(" “”\"'的") for p in _SPLIT.split(rest)]
    # 零复议、零诉讼: each 零 is a claim of its own
    parts = [_ONE_OF.sub("", p) for p in parts if len(p.strip()) >= 2 and p[0] != "零"]
    return tuple(dict.fromkeys(parts))[:8]
