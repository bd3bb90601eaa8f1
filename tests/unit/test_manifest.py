"""The manifest: what it may hold, how its rows find their files, and what it overrides."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest.manifest import ManifestEntry, ManifestError, match_files, read_manifest
from ingest.readers.files import Found
from ingest.records import Masthead


def write(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reads_csv(tmp_path: Path, encoding: str) -> None:
    path = write(
        tmp_path / "m.csv",
        "file,url,agency,admin_code,year,kind,published,title\r\n"
        'a\\b.txt,https://example.org/1,"嘉兴市交通运输局",330400,2023,annual_report,2024/01/25,年度报告\r\n'
        "\r\n./c.txt,,,,,,,\r\n",
        encoding,
    )
    first, second = read_manifest(path)
    assert first == ManifestEntry(
        "a/b.txt", "https://example.org/1", "嘉兴市交通运输局", "330400", 2023, "annual_report",
        date(2024, 1, 25), "年度报告",
    )  # fmt: skip
    assert second == ManifestEntry("c.txt")
    assert ManifestEntry.from_json(first.to_json()) == first


def test_reads_xlsx_with_its_floats_and_dates(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["file", "year", "admin_code", "published"])
    book.active.append(["a.txt", 2023.0, 330400, datetime(2024, 1, 25)])
    book.save(tmp_path / "m.xlsx")
    assert read_manifest(tmp_path / "m.xlsx") == [
        ManifestEntry("a.txt", admin_code="330400", year=2023, published=date(2024, 1, 25))
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("file,colour\na.txt,red\n", ["unknown column colour", "admin_code"]),
        ("file,year,year\na.txt,2023,2023\n", ["column year stands twice"]),
        ("url,year\nhttps://example.org,2023\n", ["no column file"]),
        (
            "file,kind\na.txt,report\nb.txt,brochure\n",
            ["line 2: unknown kind report", "line 3: unknown kind brochure"],
        ),
        ("file,year\na.txt,23\n", ["line 2: year 23"]),
        ("file,admin_code\na.txt,33\n", ["line 2: admin_code 33"]),
        ("file,published\na.txt,gestern\n", ["line 2: published gestern"]),
        ("file,year\na.txt,2023\n./a.txt,2022\n", ["line 3: a.txt is listed before, in line 2"]),
        ("file,year\n,2023\n", ["line 2: no file"]),
        ("", ["is empty"]),
        ("\x89PNG\r\n\x1a\n", ["m.csv"]),
    ],
)
def test_names_every_fault(tmp_path: Path, content: str, words: list[str]) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(write(tmp_path / "m.csv", content, "latin-1"))
    assert str(caught.value).startswith("m.csv: ")
    for word in words:
        assert word in str(caught.value)


def test_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no XLSX workbook"):
        read_manifest(write(tmp_path / "m.xlsx", "file,year\n"))


@pytest.fixture
def found(tmp_path: Path) -> list[Found]:
    files = [
        Found(name, tmp_path / "reports" / name) for name in ("a.txt", "b.txt", "x/same.txt", "y/same.txt")
    ]
    for item in files:
        item.path.parent.mkdir(parents=True, exist_ok=True)
        item.path.write_text("x", encoding="utf-8")
    return files


def test_rows_find_their_files(tmp_path: Path, found: list[Found]) -> None:
    entries = [ManifestEntry("reports/a.txt"), ManifestEntry("b.txt"), ManifestEntry("x/same.txt")]
    matched = match_files(tmp_path / "m.csv", entries, found, [])
    assert {item.source_path: entry.file for item, entry in matched.items()} == {
        "a.txt": "reports/a.txt", "b.txt": "b.txt", "x/same.txt": "x/same.txt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["gone.txt"], "gone.txt: there is no such file"),
        (["same.txt"], "same.txt: 2 files have this name"),
        (["b.txt", "reports/b.txt"], "reports/b.txt: is the same file as b.txt"),
    ],
)
def test_rows_without_a_file_of_their_own(
    tmp_path: Path, found: list[Found], names: list[str], words: str
) -> None:
    with pytest.raises(ManifestError, match=words):
        match_files(tmp_path / "m.csv", map(ManifestEntry, names), found, [])


def test_rows_about_other_or_landed_files_are_left_alone(tmp_path: Path, found: list[Found]) -> None:
    (tmp_path / "elsewhere.txt").write_text("x", encoding="utf-8")
    entries = [ManifestEntry("elsewhere.txt"), ManifestEntry("gone.txt")]
    assert match_files(tmp_path / "m.csv", entries, found, ["gone.txt"]) == {}


def test_overrides_what_the_text_says() -> None:
    said = Masthead("标题", "我局", "text", "other", 2022)
    entry = ManifestEntry(
        "a.txt", agency="嘉兴市交通运输局", year=2023, kind="plan", title="计划", published=date(2024, 1, 2)
    )
    assert entry.over(said) == Masthead(
        "计划", "嘉兴市交通运输局", "manifest", "plan", 2023, 2023, 2023, None, date(2024, 1, 2)
    )
    assert ManifestEntry("a.txt").over(said) == said
    plan = Masthead("方案", None, None, "plan", 2024, 2024, 2026)
    assert ManifestEntry("a.txt", kind="annual_report").over(plan) == dataclasses.replace(
        plan, report_kind="annual_report", plan_start_year=None, plan_end_year=None
    )
