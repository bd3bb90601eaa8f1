"""What a sentence names at all: a clause need not be searched for what its sentence does not name."""

from __future__ import annotations

import re
from typing import Final

from ingest.language import modality, periods, scopes

_LINE: Final = re.compile(r"1[12]\d|96\d")


class Cues:
    """Whether a sentence holds words without which no clause of it names one of these."""

    def __init__(
        self,
        scope: bool,
        body: bool,
        campaign: bool,
        some: bool,
        whole_year: bool,
        part_of_year: bool,
        demand: bool,
        service_line: bool,
        ahead: bool,
    ) -> None:
        self.scope = scope
        self.body = body
        self.campaign = campaign
        self.some = some
        self.whole_year = whole_year
        self.part_of_year = part_of_year
        self.demand = demand
        self.service_line = service_line
        self.ahead = ahead


# one look for what few sentences hold
_RARE: Final = re.compile(
    "|".join(cue.pattern for cue in (scopes.BODY_CUE, scopes.SOME, periods.PART, _LINE, modality.AHEAD_CUE))
)


def cues_of(sentence: str) -> Cues:
    """The cues of a folded sentence."""
    is_rare = _RARE.search(sentence) is not None
    return Cues(
        scopes.SCOPE_CUE.search(sentence) is not None,
        is_rare and scopes.BODY_CUE.search(sentence) is not None,
        scopes.CAMPAIGN_CUE.search(sentence) is not None,
        is_rare and scopes.SOME.search(sentence) is not None,
        scopes.ANNUAL.search(sentence) is not None,
        is_rare and periods.PART.search(sentence) is not None,
        modality.DEMAND_CUE.search(sentence) is not None,
        is_rare and _LINE.search(sentence) is not None,
        is_rare and modality.AHEAD_CUE.search(sentence) is not None,
    )


NO_CUES: Final = Cues(False, False, False, False, False, False, False, False, False)
