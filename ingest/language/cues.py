"""What a sentence names at all: a clause need not be searched for what its sentence does not name."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.language import modality, periods, scopes

_LINE = re.compile(r"1[12]\d|96\d")


class Cues(NamedTuple):
    """Whether a sentence holds words without which no clause of it names one of these."""

    scope: bool
    body: bool
    campaign: bool
    some: bool
    whole_year: bool
    part_of_year: bool
    demand: bool
    service_line: bool
    ahead: bool


def cues_of(sentence: str) -> Cues:
    """The cues of a folded sentence."""
    return Cues(
        scopes.SCOPE_CUE.search(sentence) is not None,
        scopes.BODY_CUE.search(sentence) is not None,
        scopes.CAMPAIGN_CUE.search(sentence) is not None,
        scopes.SOME.search(sentence) is not None,
        scopes.ANNUAL.search(sentence) is not None,
        periods.PART.search(sentence) is not None,
        modality.DEMAND_CUE.search(sentence) is not None,
        _LINE.search(sentence) is not None,
        modality.AHEAD_CUE.search(sentence) is not None,
    )


NO_CUES = Cues(False, False, False, False, False, False, False, False, False)
