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


NO_CUES: Final = Cues(False, False, False, False, False, False, False, False, False)
