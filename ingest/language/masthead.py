"""What a document says about itself: title, issuer, kind, year, number, date."""

from __future__ import annotations

from ingest.language.masthead_dates import years
from ingest.language.masthead_issuer import find_issuer, is_nationally_unique, release_date
from ingest.language.masthead_kind import (
    dated_at_start,
    kind_of,
    opening_year,
    own_title,
    year_of_news,
    year_of_plan,
    year_of_report,
)
from ingest.language.masthead_lines import Head, clean, read_head, tidy_title, written_number
from ingest.language.patterns import lines_of
from ingest.records import Masthead


def describe(text: str, name: str) -> Masthead:
    """The masthead of a canonical text.

    `name` is the stem of the file's name and the weakest hint: it gives kind and year only where it reads
    like a title and the text has none. What the text leaves open stays null: a wrong year is worse than
    none.
    """
    head = read_head([line for line in map(clean, lines_of(text)) if line])
    body = "\n".join(head.lines[head.body_at :])
    hint = head.title or (tidy_title(name) if years(name) and not name.isascii() else None)
    dated = hint if hint is None or years(hint) else hint + head.subtitle
    hinted = Head(dated, head.fields, head.number, head.lines, head.title_at, head.body_at)
    released = release_date(head)
    kind = kind_of(hint, body)
    year = first = last = None
    if kind == "plan":
        year, first, last = year_of_plan(hinted, body)
    elif kind == "news":
        year = year_of_news(hinted, body, released)
    elif kind == "other":
        named = set(years(own_title(dated)))
        year = named.pop() if len(named) == 1 else opening_year(body) or dated_at_start(text)
    else:
        year = year_of_report(hinted, body, released)
    issuer, source = find_issuer(text, head)
    return Masthead(
        title=head.title,
        issuer_name=issuer,
        issuer_source=source,
        report_kind=kind,
        report_year=year,
        plan_start_year=first,
        plan_end_year=last,
        document_number=head.number or written_number(head.fields.get("number", "")),
        published_date=released,
    )


__all__ = ["describe", "is_nationally_unique"]
