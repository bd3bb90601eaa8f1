"""The agencies behind issuers as sites write them: what the reader and the models make of a labelled list."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.integration.issuer_kit import Row, is_right, labels, resolve

LEAST_RIGHT = 0.98


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    return resolve(labels(), tmp_path_factory.mktemp("issuers"))


def said(row: Row, answer: Row) -> str:
    written = " / ".join(filter(None, (row[name] for name in ("agency", "title", "sign_off", "year"))))
    return f"{row['no']} {written}: {answer['outcome']} {answer['place_key']} {answer['agency_name']} {answer['field']}"


def test_the_list_is_wide_enough() -> None:
    rows = labels()
    provinces = {row["code"][:2] for row in rows if row["code"]}
    assert len(rows) >= 300
    assert len(provinces) >= 31
    assert {row["level"] for row in rows} >= {"national", "province", "prefecture", "county", "township"}
    assert Counter(row["outcome"] for row in rows)["ambiguous"] >= 50


def test_issuers_are_resolved(answers: dict[str, dict[str, str]]) -> None:
    wrong = [said(row, answers[row["no"]]) for row in labels() if not is_right(row, answers[row["no"]])]
    assert 1 - len(wrong) / len(labels()) >= LEAST_RIGHT, "\n".join(wrong)


def test_ambiguous_and_unknown_issuers_are_never_guessed(answers: dict[str, dict[str, str]]) -> None:
    open_rows = [row for row in labels() if row["outcome"] != "resolved"]
    guessed = [
        said(row, answers[row["no"]]) for row in open_rows if answers[row["no"]]["outcome"] == "resolved"
    ]
    assert not guessed, "\n".join(guessed)


def lies_within(place_key: str, code: str) -> bool:
    stem = code.removesuffix("00").removesuffix("00") if code[:1].isdigit() else "000000"
    return place_key.startswith(stem)


def test_no_issuer_is_given_to_another_place(answers: dict[str, dict[str, str]]) -> None:
    """Leaving one open is a loss; giving one to another place would be a lie. Within its place is not another."""
    resolved = [row for row in labels() if row["outcome"] == answers[row["no"]]["outcome"] == "resolved"]
    strayed = [
        said(row, answers[row["no"]])
        for row in resolved
        if not lies_within(answers[row["no"]]["place_key"], row["code"])
    ]
    assert not strayed, "\n".join(strayed)
