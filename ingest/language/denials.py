"""Denials (未发生行政复议、行政诉讼) and totalities in words (全部办结): what they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.language.lexicon import DENIALS

_FIRM = sorted((d for d in DENIALS if d not in {"无", "没有", "暂未", "未被", "未有"}), key=len, reverse=True)
_CLAIM = re.compile(
    r"(?P<deny>"
    + "|".join(map(re.escape, _FIRM))
    + r"|没有(?!得到|完成|及时|按|足够|建立|形成|真正|严格|落实|达到)|未有|暂未|未被"
    r"|(?<![\u4e00-\u9fffA-Za-z])无(?![证照人缝障偿害痛形声线烟纸感限效法论疑比锡主牌名])|(?<=[均也并暂尚年局内全皆期度委厅队:来])无(?![证照人缝障偿害痛形声线烟纸感限效法论疑比锡])"
    r"|(?<![从为到归])零(?=(?:败诉|复议|诉讼|投诉|信访|上访|事故|纠错|撤销|发生|被诉|出现|违规|违法)))"
    r"|(?P<zero>(?:均为|双为|“?双|也是|仍为|仍是|同为|(?<=[\u4e00-\u9fff”])[为是]|,|,?要?归|清|保持|实现)零(?=[,;。!?\n)]))"
    r"|(?P<full>(?:均|都|皆|同)?(?:为|达|达到|实现)?(?:双百|双100%|双百分|百分百|满分))"
    r"|(?P<all>(?:已?全部|均已?|已全|悉数|一律|件件|全)(?:已|都|能|予以|得到|做到|实现|依法)?(?:核实|核查|核查处理|调查)?(?P<how>按时限?|按期|限时|及时|如期|按规定时限|在规定时限内|在法定期限内|在时限内|依法|妥善|高效|有效|圆满)?(?P<done>办结|办理完毕|处理完毕|办理完结|处理完结|办复|回复|答复|反馈|响应|处置完毕|整改完毕|整改到位|完成整改|整改完成|整改|核查整改完毕|结案|持证上岗|持证|公示|满意|表示满意|出庭应诉|出庭|胜诉))"
)
_STOP = re.compile(r"[,;。!?\n:()|]|$")
_SPLIT = re.compile(r"[、/]|(?:以及|或者|和|及|或|与)(?=[\u4e00-\u9fff])")
_GENERIC_TAIL = re.compile(r"(?:的)?(?:案件|情况|事件|现象|问题|案|行为|案例|工单)$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A denial or totality: `start:end` is the claiming word, `things` what it is about."""

    start: int
    end: int
    polarity: str
    things: tuple[str, ...]
    clause_end: int


def find_claims(text: str) -> list[Claim]:
    """All denials and totalities of a folded text, in order."""
    out: list[Claim] = []
    at = 0
    while True:
        m = _CLAIM.search(text, at)
        if m is None:
            return out
        at = m.end()
        stop = _STOP.search(text, m.end())
        clause_end = stop.start() if stop else len(text)
        if m["full"]:
            begin = max(text.rfind(c, 0, m.start()) for c in ",;。!?\n:(|")
            rates = tuple(
                w.strip()
                for w in _SPLIT.split(text[begin + 1 : m.start()])
                if w.strip().endswith(("率", "度"))
            )
            if rates:
                out.append(Claim(m.start(), m.end(), "full", rates, m.end()))
            continue
        if m["all"]:
            out.append(Claim(m.start(), m.end(), "totality", ((m["how"] or "") + m["done"],), clause_end))
            continue
        rest = "" if m["zero"] else text[m.end() : clause_end]
        if len(rest) > 60:
            rest = rest[:60]
            clause_end = m.end() + 60
        # what is denied may stand before the word: 行政复议、行政诉讼案件均未发生
        if not rest.strip() or re.fullmatch(r"(?:过|的|一起|一件|一例)?", rest.strip()):
            before = text[max(0, m.start() - 40) : m.start()].rstrip(", 也都均的")
            begin = max(before.rfind(c) for c in ",;。!?\n:(|")
            rest = before[begin + 1 :]
        things = _things(rest)
        if things:
            out.append(Claim(m.start(), m.end(), "denial", things, clause_end))


def _things(rest: str) -> tuple[str, ...]:
    rest = re.sub(
        r"^(?:过|任何|一起|一例|一件|一宗|一次|有|因|涉及|存在|新|重大)+(?=[\u4e00-\u9fff])",
        lambda m: "因" if m[0].endswith("因") else "",
        rest.strip(),
    )
    parts = [p.strip(" “”\"'的") for p in _SPLIT.split(rest)]
    # 零复议、零诉讼: each 零 is a claim of its own
    parts = [re.sub(r"^(?:一起|一例|一件)", "", p) for p in parts if len(p.strip()) >= 2 and p[0] != "零"]
    return tuple(dict.fromkeys(parts))[:8]
