"""Dates and years as mastheads write them: 2024-01-25, 2024年1月25日, 二〇二四年一月二十五日, 2023年度,
2024-2026年.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

DIGITS: Final = {"〇": 0, "○": 0, "零": 0, "Ο": 0, "O": 0, "0": 0} | {
    d: i for i, d in enumerate("一二三四五六七八九", 1)
}
FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．／－：", "0123456789./-:")
WIDE: Final = re.compile(r"[０-９．／－：]")
DASH: Final = r"[-—–－~～至到一]{1,2}"

NUMERIC: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日?|[-/.](\d{1,2})[-/.](\d{1,2})(?!\d))"
)
WRITTEN: Final = re.compile(
    r"([一二][〇○零ΟO0九一二三四五六七八]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?"
)
DATE_ONLY: Final = re.compile(
    rf"^[（(\[【—-]*\s*(?:{NUMERIC.pattern}|{WRITTEN.pattern})\s*"
    r"(?:[T　 ]*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}秒?)?)?\s*[）)\]】印发—-]*$"
)
DATE_FIRST: Final = frozenset("0123456789０１２３４５６７８９一二（([【—- \t\u3000\xa0")  # of what it matches
DATE_LAST: Final = frozenset(
    "0123456789０１２３４５６７８９一二三四五六七八九十日秒）)]】印发—- \t\u3000\xa0"
)
YEAR: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年|(?<=[（(]\d{4})[）)](?!\s*第?\d)|(?=[|｜丨]))|([一二][〇○零ΟO0九一二三四五六七八]{3})年"
)
RANGE: Final = re.compile(rf"(?<!\d)((?:19|20)\d\d)\s?年?\s?{DASH}\s?((?:19|20)\d\d)\s?年?(?!\d)")
FIRST_YEAR, LAST_YEAR = 1990, 2100
SHORTEST_DATE: Final = len("2024-1-1")


def small_numeral(text: str) -> int:
    """The value of 一 ... 三十一, 0 for what is no such numeral."""
    tens, ten, ones = text.rpartition("十")
    try:
        return (DIGITS[tens] if tens else 1) * 10 * bool(ten) + (DIGITS[ones] if ones else 0)
    except KeyError:
        return 0


def year_numeral(text: str) -> int:
    """The value of 二〇二四."""
    return int("".join(str(DIGITS[char]) for char in text))


def narrow(text: str) -> str:
    """The text with half-width digits; `translate` looks every character up, so it is asked only where there are any."""
    return text.translate(FULL_WIDTH) if WIDE.search(text) else text


def find_date(text: str) -> date | None:
    """The first date written in `text` that exists in the calendar and lies between 1990 and 2100."""
    if len(text) < SHORTEST_DATE:
        return None
    text = narrow(text)
    found: list[tuple[int, tuple[int, int, int]]] = []
    for match in NUMERIC.finditer(text):
        year, *rest = (int(group) for group in match.groups() if group)
        found.append((match.start(), (year, rest[0], rest[1])))
    for match in WRITTEN.finditer(text):
        parts = (year_numeral(match[1]), small_numeral(match[2]), small_numeral(match[3]))
        found.append((match.start(), parts))
    for _, (year, month, day) in sorted(found):
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if FIRST_YEAR <= year <= LAST_YEAR:
            return value
    return None


def only_date(line: str) -> date | None:
    """The date of a line that holds a date (with or without a time, in brackets or not) and nothing else."""
    if not SHORTEST_DATE <= len(line) <= 40 or line[0] not in DATE_FIRST or line[-1] not in DATE_LAST:
        return None
    return find_date(line) if DATE_ONLY.match(narrow(line)) else None


def has_years(text: str) -> bool:
    """Whether there can be two years in `text`."""
    return text.count("19") + text.count("20") > 1


def years(text: str) -> list[int]:
    """The years written in `text` (2023年, 二〇二三年), in text order, those of ranges (2021-2025年) left
    out.
    """
    text = narrow(text)
    if has_years(text):
        text = RANGE.sub(lambda match: "#" * len(match[0]), text)
    found = [int(match[1]) if match[1] else year_numeral(match[2]) for match in YEAR.finditer(text)]
    return [year for year in found if FIRST_YEAR <= year <= LAST_YEAR]


def year_range(text: str) -> tuple[int, int] | None:
    """The first range of years (2024-2026年) in `text`."""
    text = narrow(text)
    for match in RANGE.finditer(text) if has_years(text) else ():
        first, last = int(match[1]), int(match[2])
        if FIRST_YEAR <= first < last <= LAST_YEAR and last - first <= 20:
            return first, last
    return None
