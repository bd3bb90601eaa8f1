"""What the bounds say, and what they may be overruled for."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from fazhi import audit as audit_module
from fazhi.audit import audit, read_bounds
from fazhi.audit_page import number, render, sentence
from fazhi.expectations import expectations
from fazhi.warehouse import Warehouse

HASHES = {"reader_hash": "r", "rules_hash": "s"}


@pytest.fixture(scope="module")
def candidate(samples_warehouse: Warehouse) -> Any:
    """A copy of the samples' release in memory, with itself attached as the last one."""
    with duckdb.connect() as connection:
        path = str(samples_warehouse.database.resolve()).replace("'", "''")
        connection.execute(f"attach '{path}' as last (read_only)")
        connection.execute("copy from database last to memory")
        yield connection


def judge(candidate: duckdb.DuckDBPyConnection, last: dict[str, str], accept: str | None = None) -> Any:
    return audit(candidate, last, HASHES, accept, expectations)


def test_bounds_are_well_formed() -> None:
    bounds = read_bounds()
    assert len({bound["id"] for bound in bounds}) == len(bounds)
    for bound in bounds:
        assert bound["severity"] in ("refuse", "warn")
        assert bound["lower"] is not None or bound["upper"] is not None
        assert bound["name_en"] and bound["name_zh"]


def test_great_expectations_compares_with_open_and_closed_bounds() -> None:
    rows = [(1.0, 1.0, 1.0), (0.9, 1.0, None), (5.0, None, 4.0), (5.0, None, 5.0), (0.0, 0.0, None)]
    assert expectations.missed(rows) == {1, 2}


def test_great_expectations_answers_again_after_a_question_that_it_could_not() -> None:
    with pytest.raises(RuntimeError, match="could not compare: ValueError"):
        expectations.missed([("no number", 1.0, None)])  # type: ignore[list-item]
    assert expectations.missed([(2.0, None, 1.0)]) == {0}


def test_a_candidate_like_the_last_release_passes(candidate: duckdb.DuckDBPyConnection) -> None:
    result = judge(candidate, HASHES)
    assert result.verdict == "passed"
    assert {"drift_observations", "table"} <= {check["grain"] for check in result.checks}
    assert result.explained_by == []


def test_drift_is_refused_explained_or_accepted(candidate: duckdb.DuckDBPyConnection) -> None:
    candidate.execute("begin")
    candidate.execute("delete from marts.fct_observation where hash(quantity_key) % 4 = 0")
    candidate.execute(
        "update marts.fct_agency_year_metric set value = value * 2 where metric_code = 'cases_total'"
    )
    refused = judge(candidate, HASHES)
    assert refused.verdict == "refused"
    assert "drift_lost" in {check["id"] for check in refused.refusals}
    accepted = judge(candidate, HASHES, "known")
    assert (accepted.verdict, accepted.accepted_reason) == ("accepted", "known")
    for name in ("reader_hash", "rules_hash"):
        explained = judge(candidate, {**HASHES, name: "another"})
        assert explained.verdict == "warned"
        assert explained.explained_by == [name.removesuffix("_hash")]
    candidate.execute("rollback")


def test_another_year_in_the_manifest_explains_what_follows_from_it(
    candidate: duckdb.DuckDBPyConnection,
) -> None:
    candidate.execute("begin")
    candidate.execute("update marts.dim_report set report_year = report_year - 1")
    candidate.execute("update marts.fct_observation set year = year - 1")
    result = judge(candidate, HASHES)
    assert result.verdict == "passed"
    assert result.explained_by == ["reports"]
    candidate.execute("rollback")


def test_no_reason_lifts_a_fixed_bound(candidate: duckdb.DuckDBPyConnection) -> None:
    candidate.execute("begin")
    candidate.execute("delete from marts.dim_metric where metric_code like 'c%'")
    result = judge(candidate, HASHES, "I insist")
    assert result.verdict == "refused"
    assert "metrics" in {check["id"] for check in result.refusals}
    candidate.execute("rollback")


def test_a_table_that_is_gone_has_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    bound = next(bound for bound in read_bounds() if bound["id"] == "reports")
    checks = audit_module._match([], [bound])
    assert [(check["subject"], check["value"]) for check in checks] == [("marts.dim_report", 0.0)]


@pytest.mark.parametrize(
    ("subject", "row", "expected"),
    [
        ("*", {"subject": "cases_total", "unit": "count"}, True),
        ("cases_total", {"subject": "cases_total", "unit": "count"}, True),
        ("unit:count", {"subject": "cases_total", "unit": "count"}, True),
        ("unit:ratio", {"subject": "cases_total", "unit": "count"}, False),
        ("county unit:count", {"subject": "cases_total county", "unit": "count"}, True),
        ("county unit:count", {"subject": "cases_total prefecture", "unit": "count"}, False),
    ],
)
def test_a_bound_speaks_of(subject: str, row: dict[str, str], expected: bool) -> None:
    assert audit_module._speaks_of(subject, row) is expected


def test_the_page_stands_alone_and_escapes(candidate: duckdb.DuckDBPyConnection) -> None:
    result = judge(candidate, HASHES)
    page = render(
        {
            "release": {"id": "<1>", "previous_id": None},
            "verdict": "accepted",
            "accepted_reason": "<b>因故</b>",
            "explained_by": ["rules"],
            "tests": {"run": 3, "warned": ["a < b"]},
            "checks": result.checks,
            "profile": result.profile,
        }
    )
    assert "http" not in page
    assert "&lt;b&gt;因故&lt;/b&gt;" in page
    assert "审核" in page and "Audit" in page
    assert "a &lt; b" in page


def test_values_are_readable() -> None:
    assert [number(value) for value in (1200000.0, 0.5, 0.0, None)] == ["1,200,000", "0.5", "0", "-"]
    check = {"name_en": "Share", "subject": "x", "value": 2.0, "lower": 0.0, "upper": 1.0}
    assert sentence(check) == "Share [x]: 2, allowed 0 to 1"
