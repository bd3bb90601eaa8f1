"""Which known phrases a label is nearest to, by the characters and pairs of characters that they share.

The similarity functions of DuckDB compare bytes, and most Chinese characters share their first byte.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_PLACEHOLDER = re.compile("〈[^〉]*〉")  # what LabelFolder writes for names: the same words in all labels


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for a metric. `source`: name, example (of a rule) or mapped (a label by a rule)."""

    metric_code: str
    text: str
    source: str
    rule_id: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase and how near it is: 0 nothing shared, 1 the same."""

    phrase: Phrase
    score: float


class Phrasebook:
    """Phrases to be looked up. What few phrases hold weighs more than what many do (行政, 件数)."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = list(phrases)
        self._grams = [_grams(phrase.text) for phrase in self._phrases]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, grams in enumerate(self._grams):
            for gram in grams:
                self._holding[gram].append(number)
        self._weights = [sum(map(self._weight, grams)) for grams in self._grams]

    def nearest(self, text: str, metrics: set[str] | None = None, limit: int = 3) -> list[Match]:
        """The nearest phrase of each of the `limit` nearest metrics (of `metrics` if given), the best first.

        The score is Dice's coefficient over weighted grams.
        """
        grams = _grams(text)
        shared: dict[int, float] = defaultdict(float)
        for gram in grams:
            weight = self._weight(gram)
            for number in self._holding.get(gram, ()):
                shared[number] += weight
        own = sum(map(self._weight, grams))
        best: dict[str, Match] = {}
        for number, weight in shared.items():
            phrase = self._phrases[number]
            if metrics is not None and phrase.metric_code not in metrics:
                continue
            match = Match(phrase, 2 * weight / (own + self._weights[number]))
            if phrase.metric_code not in best or _order(match) < _order(best[phrase.metric_code]):
                best[phrase.metric_code] = match
        return sorted(best.values(), key=_order)[:limit]

    def _weight(self, gram: str) -> float:
        known = len(self._holding.get(gram, ()))
        return len(gram) * math.log((len(self._phrases) + 1) / (known + 0.5))


def _grams(text: str) -> frozenset[str]:
    words = "".join(character for character in _PLACEHOLDER.sub("", text) if character.isalnum())
    return frozenset([*words, *(words[at : at + 2] for at in range(len(words) - 1))])


def _order(match: Match) -> tuple[float, str, str, str]:
    phrase = match.phrase
    return -round(match.score, 9), phrase.metric_code, phrase.source, phrase.text
