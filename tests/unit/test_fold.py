"""Folding: every character to exactly one, and each kind of them in one step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.language.fold import _TABLE, fold


@given(st.text(alphabet=[*_TABLE, *"甲乙丙,.1廿\n"]))
def test_folds_what_the_table_holds_and_nothing_else(text: str) -> None:
    assert fold(text) == text.translate(str.maketrans(_TABLE))


def test_what_is_folded_is_not_met_again() -> None:
    # a character that stayed itself would be met as often as it stands there, each time with a look through all
    assert all(len(folded) == 1 and fold(folded) == folded != char for char, folded in _TABLE.items())
    assert not set(_TABLE) & set(_TABLE.values())
