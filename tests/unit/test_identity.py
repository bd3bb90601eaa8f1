"""Identity: which report a text is, by the contract."""

from __future__ import annotations

import dataclasses
from hashlib import sha256

import pytest

from ingest.landing.identity import report_id, report_key
from ingest.manifest import ManifestEntry
from ingest.records import Masthead

KNOWN = Masthead(
    title="嘉兴市交通运输局关于2023年法治政府建设工作的报告",
    issuer_name="嘉兴市交通运输局",
    issuer_source="title",
    report_kind="annual_report",
    report_year=2023,
)


def hashed(content: str) -> str:
    return sha256(content.encode()).hexdigest()[:32]


def test_issuer_kind_and_year_make_a_report_wherever_its_file_lies() -> None:
    expected = hashed("issuer|嘉兴市交通运输局|annual_report|2023")
    assert report_id(KNOWN, "a.txt", None) == expected == report_id(KNOWN, "b/c.txt", None)
    retitled = dataclasses.replace(KNOWN, title="另一标题")
    assert report_id(retitled, "a.txt", None) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"issuer_name": "市交通运输局"},
        {"issuer_name": "我局"},
        {"issuer_name": "朝阳区交通运输局"},
        {"issuer_name": None},
        {"report_year": None},
        {"report_kind": "news"},
        {"report_kind": "other"},
    ],
)
def test_else_path_and_title_make_it(change: dict[str, object]) -> None:
    masthead = dataclasses.replace(KNOWN, **change)  # type: ignore[arg-type]
    assert report_id(masthead, "a.txt", None) == hashed(f"path|a.txt|{KNOWN.title}")
    untitled = dataclasses.replace(masthead, title=None)
    assert report_id(untitled, "a.txt", None) == hashed("path|a.txt|")
    assert report_id(untitled, "b.txt", None) != report_id(untitled, "a.txt", None)


def test_another_year_issuer_or_kind_is_another_report() -> None:
    other_year = dataclasses.replace(KNOWN, report_year=2022)
    other_kind = dataclasses.replace(KNOWN, report_kind="statistics")
    other_issuer = dataclasses.replace(KNOWN, issuer_name="湖州市交通运输局")
    assert len({report_id(m, "a.txt", None) for m in (KNOWN, other_year, other_kind, other_issuer)}) == 4


def test_the_manifest_goes_before_all() -> None:
    assert report_id(KNOWN, "a.txt", ManifestEntry("x/a.txt")) == hashed("file|x/a.txt")
    listed = ManifestEntry("x/a.txt", url="https://example.org/1.html")
    assert report_id(KNOWN, "a.txt", listed) == hashed("url|https://example.org/1.html")


def test_report_key_is_a_version() -> None:
    first, second = sha256("甲".encode()).hexdigest(), sha256("乙".encode()).hexdigest()
    assert report_key("r", first) == hashed(f"r|{first}") != report_key("r", second)
