"""Arabic and Chinese numerals to exact decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10_000, "亿": 100_000_000}
MULTIPLIERS: Final = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}


def parse_chinese(written: str) -> Decimal | None:
    """Value of a Chinese numeral (三百六十五, 两千, 一二三 as digits); None where it is not well formed."""
    if len(written) > 1 and all(c in _DIGITS for c in written):
        return Decimal("".join(str(_DIGITS[c]) for c in written))
    total = section = 0
    digit: int | None = None
    last_unit = 0
    for c in written:
        if c in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[c]
        elif c in _SMALL:
            if digit is None and section % (10 * _SMALL[c]):
                return None
            section += (1 if digit is None else digit) * _SMALL[c]
            last_unit, digit = _SMALL[c], None
        elif c in _LARGE:
            if section == 0 and digit is None and total == 0:
                return None
            section += digit or 0
            if c == "亿":
                total = (total + section) * _LARGE[c]
            else:
                total += section * _LARGE[c]
            last_unit, section, digit = _LARGE[c], 0, None
        else:
            return None
    if digit:
        # 一百二 is 120, 三万五 is 35000: a bare digit after a unit takes the next lower unit
        shorthand = last_unit >= 100 and len(written) >= 3 and written[-2] in "百千万亿"
        section += digit * (last_unit // 10) if shorthand else digit
    return Decimal(total + section)


def parse_arabic(written: str) -> Decimal:
    """Value of 1,234.5 or 0366; thousands separators dropped."""
    return Decimal(written.replace(",", "").replace(" ", ""))
