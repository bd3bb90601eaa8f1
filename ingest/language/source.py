"""A text made ready for reading, and what carries over from sentence to sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ingest.language import periods, scopes
from ingest.language.cues import NO_CUES, Cues
from ingest.language.fold import fold
from ingest.language.mentions import Mention
from ingest.language.not_quantities import Spans
from ingest.language.parts import Totals
from ingest.language.patterns import places
from ingest.records import Masthead, Segment

_QUOTED: Final = re.compile(r"[“\"'‘]([^“”\"'‘’\n,。;]{1,16})[”\"'’]")
_QUOTES: Final = "“\"'‘"
_TITLED: Final = re.compile(r"《[^《》\n]{1,80}》|\[(?:19|20)\d\d\]\s?第?\d+号")
_OPENING: Final = 600  # characters that can say what all of a text is about
_TOWN: Final = re.compile(r"(?:镇|乡|街道|苏木)(?:人民)?政府(?:办公室)?$")
# a paragraph that names its matter: 许可:..., ——双随机。..., 关于制度:...
_NAMED_PARAGRAPH: Final = re.compile(r"[-*·•]{0,3}[\u4e00-\u9fff]{2,10}[:：。]")
_GOVERNMENT: Final = ("人民政府", "人民政府办公室", "人民政府办公厅", "县政府", "市政府", "区政府", "省政府")


@dataclass(frozen=True, slots=True)
class Source:
    """A text, its folded twin of the same length, and what its masthead says of all its figures."""

    text: str
    folded: str
    head: Masthead
    quoted: Spans
    titled: Spans
    dates: list[periods.DateWords]
    date_starts: list[int]
    in_plan: bool
    is_short: bool  # news and tables: no headings to go by
    is_government: bool
    title_scope: str | None
    title_campaign: str | None  # of a short text


@dataclass(slots=True)
class State:
    """What a sentence takes over from those before it."""

    section: str | None = None
    paragraph: int = -1
    future: bool = False  # the section is the next-year part of a report
    scope: str | None = None
    wider_scope: str | None = None  # of the section that holds this one
    cases_are_wide: bool = False  # the section gave its cases for the whole system
    paragraph_start: int = 0
    cues: Cues = NO_CUES  # of the sentence
    item: tuple[int, int] | None = None  # span of the sentence which opened the item: 一是...
    said: tuple[int, int] = (0, 0)  # span of the sentence before, in the paragraph
    pledge: bool = False  # a sentence of the paragraph opened a list of what is to be reached
    pledge_year: int | None = None  # that the sentence named
    totals: Totals = field(default_factory=Totals)
    divides: bool = False  # the sentence before divided them
    previous: Mention | None = None
    recent: list[Mention] = field(default_factory=list)
    counts: list[tuple[int, Decimal]] = field(default_factory=list)
    counted: dict[str, Mention] = field(default_factory=dict)  # what was last counted with each counter

    def enter(self, seg: Segment) -> None:
        """Move on to a segment: what belongs to the paragraph or section before is forgotten."""
        if seg.paragraph_no != self.paragraph and not seg.section and _NAMED_PARAGRAPH.match(seg.text):
            self.scope = None
        if seg.section != self.section or (seg.paragraph_no != self.paragraph and seg.section):
            if self.scope == "system" and self.cases_are_wide:
                self.wider_scope = "system"
            if (
                self.wider_scope is not None
                and self.section is not None
                and seg.section.split(" / ")[0] != self.section.split(" / ")[0]
            ):
                self.wider_scope = None
            self.scope, self.cases_are_wide = None, False
        if seg.paragraph_no != self.paragraph:
            self.paragraph_start = seg.char_start
            self.item, self.said, self.pledge, self.pledge_year = None, (0, 0), False, None
            if self.previous is not None:  # most paragraphs hold no number
                self.totals, self.divides, self.previous = Totals(), False, None
                self.recent, self.counts, self.counted = [], [], {}
        self.section, self.paragraph = seg.section, seg.paragraph_no


def open_source(text: str, head: Masthead) -> Source:
    """Fold a text and find its quotes, titles and dates."""
    folded = fold(text)
    titled = _spans(_TITLED, folded, "《[")
    dates = periods.find_dates(folded, titled)
    return Source(
        text=text,
        folded=folded,
        head=head,
        quoted=_spans(_QUOTED, folded, _QUOTES),
        titled=titled,
        dates=dates,
        date_starts=[d.start for d in dates],
        in_plan=head.report_kind == "plan",
        is_short=head.report_kind in {"news", "other", "statistics"},
        is_government=bool(head.issuer_name and head.issuer_name.endswith(_GOVERNMENT))
        and not _TOWN.search(head.issuer_name or ""),
        title_scope=scopes.of_document(fold(head.title or ""), folded[:_OPENING]),
        title_campaign=scopes.find_campaign(head.title)
        if head.title and head.report_kind in {"news", "other"}
        else None,
    )


def _spans(pattern: re.Pattern[str], text: str, firsts: str) -> Spans:
    """The spans of a pattern whose matches begin with one of `firsts`."""
    found = Spans()
    end = 0
    for start in places(text, firsts):
        if start >= end and (m := pattern.match(text, start)):
            end = m.end()
            found.add(start, end)
    return found
