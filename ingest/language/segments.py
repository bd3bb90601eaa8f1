"""Headings, sentences and table rows of a text, with the heading path that each stands under."""

from __future__ import annotations

import re

from ingest.records import Segment

_CN = "[一二三四五六七八九十百]{1,4}"
_LEVELS = (
    (1, re.compile(rf" *(?:第?{_CN}[、.,:]|第{_CN}[部分章节篇]+[ 、:]?)")),
    (2, re.compile(rf" *\( *{_CN} *\)")),
    (3, re.compile(r" *\d{1,2} *(?:[.、](?!\d)|\)(?!\())")),
    (4, re.compile(r" *(?:\( *\d{1,2} *\)|[①-⑳])")),
    (5, re.compile(rf"(?:{_CN}|第{_CN})(?:是|要)")),
)
# a short line of its own that opens a part of the text without a number: 2023年怎么干:
_PLAIN_HEADING = re.compile(
    r"(?=.{2,24}$)[^,。;!?|、]*(?:打算|下一步|下步|工作计划|怎么干|工作思路|展望|存在(?:的)?(?:问题|不足)|工作安排|工作目标)[^,。;!?|、]*:?"
)
_PAIR = re.compile(r"[^|,。;]{1,40}\| *[\d,.%]+[\u4e00-\u9fff]{0,2} *")
_SENTENCE_END = re.compile(r"[。!?;]+[”\")]*")
_MAX_HEADING = 48


def _heading_level(line: str) -> int:
    for level, pattern in _LEVELS:
        if pattern.match(line):
            return level
    return 0


def segment(folded: str, original: str) -> list[Segment]:
    """Cut a text into segments.

    A line that opens with 一、 (一) 1. 一是 gives a heading: the whole line where it is short and has no
    full stop, else its first sentence where that is short. Sentences end at 。！？； and line ends.
    """
    segments: list[Segment] = []
    path: list[tuple[int, str]] = []
    paragraph_no = 0
    position = 0
    for line in folded.split("\n"):
        start, position = position, position + len(line) + 1
        stripped = line.strip()
        if not stripped:
            continue
        start += len(line) - len(line.lstrip())
        end = start + len(stripped)
        cells = stripped.count("|") >= 2 or ("|" in stripped and _PAIR.fullmatch(stripped) is not None)
        if cells:
            segments.append(_make(segments, "table_row", 0, paragraph_no, path, start, end, original))
            paragraph_no += 1
            continue
        level = _heading_level(stripped) or (1 if _PLAIN_HEADING.fullmatch(stripped) else 0)
        if level:
            stop = _SENTENCE_END.search(stripped)
            cut = len(stripped) if stop is None else stop.end()
            while path and path[-1][0] >= level:
                path.pop()
            if cut <= _MAX_HEADING and level < 5:
                whole = cut == len(stripped)
                heading = original[start : start + cut].strip()
                path.append((level, heading.rstrip("。；;")))
                role = "heading" if whole or not re.search(r"\d", stripped[3:cut]) else "sentence"
                segments.append(
                    _make(segments, role, level, paragraph_no, path, start, start + cut, original)
                )
                start += cut
        if start < end:
            for a, b in _sentences(folded, start, end):
                segments.append(_make(segments, "sentence", 0, paragraph_no, path, a, b, original))
        paragraph_no += 1
    return segments


def _make(
    segments: list[Segment],
    role: str,
    level: int,
    paragraph_no: int,
    path: list[tuple[int, str]],
    start: int,
    end: int,
    text: str,
) -> Segment:
    section = " / ".join(heading for _, heading in path)
    return Segment(len(segments), role, level, paragraph_no, section, start, end, text[start:end])


def _sentences(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = start
    depth_text = folded
    for stop in _SENTENCE_END.finditer(depth_text, start, end):
        b = stop.end()
        piece = depth_text[at:b]
        # a full stop inside brackets does not end the sentence that holds them
        if piece.count("(") > piece.count(")") and len(piece) < 400 and ")" in depth_text[b:end]:
            continue
        out.append((at, b))
        at = b
    if at < end:
        out.append((at, end))
    return [(a + len(folded[a:b]) - len(folded[a:b].lstrip()), b) for a, b in out if folded[a:b].strip()]
