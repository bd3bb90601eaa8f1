"""Each rule is needed: by a labelled fact, or by a row of a dbt unit test. What nothing needs is deleted."""

from __future__ import annotations

import csv

import yaml

from fazhi.labelled import labelled_sets
from fazhi.project import find_project
from tests.conftest import ROOT
from tests.integration.conftest import LabelledScores

PROJECT = find_project()


def rules() -> list[str]:
    with PROJECT.metric_rules_csv.open(encoding="utf-8", newline="") as file:
        return [row["rule_id"] for row in csv.DictReader(file)]


def unit_tested() -> set[str]:
    """Rules that a unit test of the mapping expects by name."""
    files = (ROOT / "models").glob("**/*.yml")
    tests = [test for file in files for test in yaml.safe_load(file.read_text("utf-8")).get("unit_tests", [])]
    expected = [row for test in tests if test["model"] == "int_mapping" for row in test["expect"]["rows"]]
    return {row["rule_id"] for row in expected if "rule_id" in row}


def test_unit_tests_name_rules_that_exist() -> None:
    assert unit_tested() - set(rules()) == set()


def test_each_rule_is_needed_by_a_labelled_fact_or_a_unit_test(labelled_scores: LabelledScores) -> None:
    """Only by sets within the project: the others need not be there."""
    inside = {one.name for one in labelled_sets(PROJECT) if one.reports.resolve().is_relative_to(ROOT)}
    needed = {rule for row in labelled_scores.data["sets"] if row["set"] in inside for rule in row["rules"]}
    assert needed
    tested = unit_tested()
    idle = [rule for rule in rules() if rule not in needed | tested]
    assert not idle, f"give each a row in models/intermediate/_rule_tests.yml, or delete it: {idle}"


def test_the_rules_that_no_labelled_fact_needs_are_listed(labelled_scores: LabelledScores) -> None:
    needed = {rule for row in labelled_scores.data["sets"] for rule in row["rules"]}
    listed = labelled_scores.data["rules_without_a_fact"]
    assert listed == [rule for rule in rules() if rule not in needed]
    assert set(listed) <= unit_tested()
