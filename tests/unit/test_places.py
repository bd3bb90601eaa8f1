"""The divisions of today and of the years before, and how the seeds of both fit."""

from __future__ import annotations

import csv

from ingest.language.masthead_issuer import is_nationally_unique, reporting_government
from ingest.places import CHANGES, SEED, ended_divisions, gazetteer


def rows_of(path: object) -> list[dict[str, str]]:
    with open(str(path), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_ended_is_no_division_of_today_and_what_was_founded_is() -> None:
    today = {(row["admin_code"], row["name"]) for row in rows_of(SEED)}
    ended: dict[tuple[str, str], str] = {}
    founded: dict[tuple[str, str], str] = {}
    for row in rows_of(CHANGES):
        if row["is_ended"] == "1":
            ended[row["admin_code"], row["name"]] = row["changed_on"]
        if row["is_new"] == "1":
            founded[row["successor_code"], row["successor_name"]] = row["changed_on"]
    for division in ended | founded:
        is_over = ended.get(division, "") > founded.get(division, "")
        assert (division in today) != is_over, division


def test_every_change_has_a_source() -> None:
    assert all(row["document"] and row["source"] for row in rows_of(CHANGES))


def test_a_division_whose_heir_bears_its_name_is_one_place() -> None:
    heir = {"admin_code": "542422", "name": "嘉黎县", "successor_code": "540621", "successor_name": "嘉黎县"}
    merged = {
        "admin_code": "330104",
        "name": "江干区",
        "successor_code": "330102",
        "successor_name": "上城区",
    }
    found = ended_divisions([{**heir, "is_ended": "1"}, {**merged, "is_ended": "1"}])
    assert [place.name for place in found] == ["江干区"]


def test_names_of_divisions_that_ended_are_known() -> None:
    assert [place.admin_code for place in gazetteer().by_name["江干区"]] == ["330104"]
    assert is_nationally_unique("江干区综合行政执法局")
    assert not is_nationally_unique("桥东区综合行政执法局")  # Zhangjiakou's, and Xingtai's until 2020
    assert is_nationally_unique("余杭区综合行政执法局")


def test_a_county_behind_its_city_reports_by_both_names() -> None:
    assert reporting_government("徐州市鼓楼区2023年法治政府建设年度报告") == "徐州市鼓楼区人民政府"
    assert reporting_government("沛县2023年法治政府建设年度报告") == "沛县人民政府"
