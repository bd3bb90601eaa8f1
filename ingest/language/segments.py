"""Headings, sentences and table rows of a text, with the heading path that each stands under."""

from __future__ import annotations

import re
from typing import Final

from ingest.language.patterns import lines_of, places
from ingest.records import Segment

_CN: Final = "[一二三四五六七八九十百]{1,4}"
_NUMBERED: Final = (1, re.compile(rf"第?{_CN}[、.,:]|第{_CN}[部分章节篇]+[ 、:]?"))
_ITEM: Final = (5, re.compile(rf"第?{_CN}(?:是|要)"))
_BRACKETED: Final = (2, re.compile(rf"\( *{_CN} *\)"))
_BRACKETED_DIGITS: Final = (4, re.compile(r"\( *\d{1,2} *\)"))
_CIRCLED: Final = (4, re.compile("[①-⑳]"))
_TABLE: Final = (4, re.compile(rf"表 *(?:{_CN}|\d{{1,2}})(?![\d.])[ 、:.]?"))
# the numberings that can begin with a character, and their levels
_LEVELS: Final[dict[str, tuple[tuple[int, re.Pattern[str]], ...]]] = {
    **dict.fromkeys("第一二三四五六七八九十百", (_NUMBERED, _ITEM)),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", (_CIRCLED,)),
    "(": (_BRACKETED, _BRACKETED_DIGITS),
    "表": (_TABLE,),
}
_DIGIT_LEVELS: Final = ((3, re.compile(r"\d{1,2} *(?:[.、](?!\d)|\)(?!\())")),)
# a short line of its own that opens a part of the text without a number: 2023年怎么干:
_PLAIN_HEADING: Final = re.compile(
    r"(?=.{2,24}$)[^,。;!?|、]*(?:打算|下一步|下步|工作计划|怎么干|工作思路|展望|存在(?:的)?(?:问题|不足)|工作安排|工作目标)[^,。;!?|、]*:?"
)
_PAIR: Final = re.compile(r"[^|,。;]{1,40}\| *[\d,.%]+[\u4e00-\u9fff]{0,2} *")
_STOPS, _CLOSING = frozenset("。!?;"), frozenset('”")')
_BEHIND_STOP: Final = _STOPS | _CLOSING
_MAX_HEADING: Final = 48
_MAX_PLAIN_HEADING: Final = 24
_DIGIT: Final = re.compile(r"\d")
# the longest sentence that goes on over a full stop inside brackets
_MAX_BRACKETED: Final = 400


def _heading_level(line: str) -> int:
    numberings = _LEVELS.get(line[0])
    if numberings is None and line[0].isdecimal():
        numberings = _DIGIT_LEVELS
    if numberings is not None:
        for level, pattern in numberings:
            if pattern.match(line):
                return level
    return 1 if len(line) <= _MAX_PLAIN_HEADING and _PLAIN_HEADING.fullmatch(line) else 0


def _is_table_row(line: str) -> bool:
    return line.count("|") >= 2 or _PAIR.fullmatch(line) is not None


def segment(folded: str, original: str) -> list[Segment]:
    """Cut a text into segments.

    A line that opens with 一、 (一) 1. 一是 gives a heading: the whole line where it is short and has no
    full stop, else its first sentence where that is short. Sentences end at 。！？； and line ends.
    """
    segments: list[Segment] = []
    path: list[tuple[int, str]] = []
    section = ""
    paragraph_no = 0
    position = 0
    ends = _sentence_ends(folded)
    ends.append(len(folded) + 1)  # behind all lines, so that no look at the next end needs a bound
    read = 0  # of the ends, those before this line
    for line in lines_of(folded):
        start, position = position, position + len(line) + 1
        stripped = line.strip()
        if not stripped:
            continue
        if len(stripped) < len(line):
            start += len(line) - len(line.lstrip())
        end = start + len(stripped)
        if "|" in stripped and _is_table_row(stripped):
            words = original[start:end]
            segments.append(Segment(len(segments), "table_row", 0, paragraph_no, section, start, end, words))
            paragraph_no += 1
            continue
        while ends[read] <= start:
            read += 1
        first = read
        while ends[read] <= end:
            read += 1
        if level := _heading_level(stripped):
            cut = (ends[first] if first < read else end) - start
            while path and path[-1][0] >= level:
                path.pop()
            section = _section(path)
            if cut <= _MAX_HEADING and level < 5:
                words = original[start : start + cut]
                path.append((level, words.strip().rstrip("。；;")))
                section = _section(path)
                role = (
                    "heading" if cut == len(stripped) or not _DIGIT.search(stripped, 3, cut) else "sentence"
                )
                head = (len(segments), role, level, paragraph_no, section, start, start + cut, words)
                segments.append(tuple.__new__(Segment, head))  # past the constructor, which is slow
                start += cut
                first += 1
        for a, b in _sentences(folded, start, end, ends[first:read]):
            fields = (len(segments), "sentence", 0, paragraph_no, section, a, b, original[a:b])
            segments.append(tuple.__new__(Segment, fields))
        paragraph_no += 1
    return segments


def _section(path: list[tuple[int, str]]) -> str:
    return " / ".join([heading for _, heading in path])


def _sentence_ends(folded: str) -> list[int]:
    """Where sentences can end: behind one stop or several, and the quotes and brackets that close there."""
    ends: list[int] = []
    end = 0
    for stop in places(folded, "。!?;"):
        if stop < end:
            continue
        end = stop + 1
        if folded[end : end + 1] in _BEHIND_STOP:
            while folded[end : end + 1] in _STOPS:
                end += 1
            while folded[end : end + 1] in _CLOSING:
                end += 1
        ends.append(end)
    return ends


def _sentences(folded: str, start: int, end: int, stops: list[int]) -> list[tuple[int, int]]:
    """Start and end of the sentences in a line or in what is left of it, leading white space left out.

    `stops` are those of the line's sentence ends that lie in start:end.
    """
    found: list[tuple[int, int]] = []
    last_close = folded.rfind(")", start, end)
    while start < end and folded[start].isspace():
        start += 1
    for stop in stops:
        # a full stop inside brackets does not end the sentence that holds them
        may_go_on = stop <= last_close and stop - start < _MAX_BRACKETED
        if may_go_on and folded.count("(", start, stop) > folded.count(")", start, stop):
            continue
        found.append((start, stop))
        start = stop
        while start < end and folded[start].isspace():
            start += 1
    if start < end:
        found.append((start, end))
    return found
