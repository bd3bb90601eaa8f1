"""Folding for matching: every character to exactly one character, so offsets never move."""

from __future__ import annotations

import re
from typing import Final

_PAIRS: Final = {
    "，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "％": "%", "．": ".", "＜": "<", "＞": ">", "＝": "=", "！": "!", "？": "?",
    "﹪": "%", "﹣": "-", "－": "-", "–": "-", "—": "-", "～": "~", "∼": "~", "〜": "~", "﹐": ",",
    "﹔": ";", "﹕": ":", "﹙": "(", "﹚": ")", "＋": "+", "／": "/", "〇": "零", "○": "零", "｜": "|",
    "│": "|", "┃": "|", "＂": '"', "｢": "“", "｣": "”", "「": "“", "」": "”", "『": "“", "』": "”",
    "〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]", "\u3000": " ", "\u00a0": " ", "\t": " ",
    "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200b": " ", "\u202f": " ", "\ufeff": " ", "﹒": ".",  "萬": "万", "億": "亿", "兩": "两", "‑": "-", "−": "-",
}  # fmt: skip

_TABLE: Final = {
    **_PAIRS,
    **{chr(0xFF10 + d): chr(0x30 + d) for d in range(10)},
    **{chr(0xFF21 + i): chr(0x41 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(0x61 + i) for i in range(26)},
}
_FOLDABLE: Final = re.compile(f"[{re.escape(''.join(_TABLE))}]")


def fold(text: str) -> str:
    """Full-width digits, letters and punctuation to half-width; same length, same offsets."""
    # a few kinds of them in a text, so replacing kind by kind beats `translate`, which looks up every character
    found = _FOLDABLE.search(text)
    while found:
        text = text.replace(found[0], _TABLE[found[0]])
        found = _FOLDABLE.search(text, found.end())
    return text
