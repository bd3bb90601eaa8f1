"""Documents to landed tables: real files, a real DuckDB, real processes."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
import tempfile
import textwrap
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ingest import language
from ingest.landing.schemas import TABLES
from ingest.landing.store import Landing, LandingError
from ingest.pipeline import Limits, ingest_paths
from ingest.readers.files import find
from ingest.records import Masthead, Reading
from tests.integration.landing_kit import GOOD, ROOT, SERIAL, SHARED, make_reports, query, run, state, tables


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return make_reports(tmp_path / "报告 reports")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def make_bad(folder: Path) -> dict[str, str]:
    """Bad input of every kind; the code that each is rejected with."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\u3000\r\n", encoding="utf-8")
    (folder / "png.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "cut.txt").write_bytes(GOOD.encode()[:-2])
    (folder / "korean.txt").write_bytes(("대한민국 교통부 행정처분 보고서입니다. " * 9).encode("euc-kr"))
    (folder / "large.txt").write_bytes(GOOD.encode() * 200)
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    return {
        "empty.txt": "empty", "blank.txt": "blank", "png.txt": "binary", "cut.txt": "cut", "korean.txt": "undecodable",
        "large.txt": "too_large", "dangling.txt": "dangling_link", "pipe.txt": "not_regular",
    }  # fmt: skip


def test_lands_what_a_report_says(reports: Path, warehouse: Path) -> None:
    result = run(reports, warehouse)
    assert (result.read, result.landed_new, result.rejected) == (2, 2, ())
    rows = query(
        warehouse,
        "select source_path, encoding, issuer_name, report_kind, report_year, published_date::varchar, locations,"
        " landing_seq, content_text = content_text, reader_version from raw.document order by landing_seq",
    )
    version = language.READER_VERSION
    assert rows == [
        (
            "gbk.txt",
            "gb18030",
            "平湖市交通运输局",
            "annual_report",
            2023,
            "2024-01-20",
            ["gbk.txt"],
            1,
            True,
            version,
        ),
        (
            "good.txt",
            "utf-8",
            "海宁市交通运输局",
            "annual_report",
            2023,
            "2024-01-20",
            ["good.txt"],
            2,
            True,
            version,
        ),
    ]
    values = query(
        warehouse,
        "select value from raw.quantity join raw.document using (text_hash) where source_path = 'good.txt'",
    )
    assert {Decimal(1208), Decimal(3125000)} <= {value for (value,) in values}


def test_every_landed_span_is_its_text(reports: Path, warehouse: Path) -> None:
    run(reports, warehouse)
    for table, words, start, end in (
        ("segment", "text", "char_start", "char_end"),
        ("quantity", "raw", "value_start", "value_end"),
        ("statement", "raw", "value_start", "value_end"),
        ("passed_over", "raw", "value_start", "value_end"),
    ):
        rows = query(
            warehouse,
            f"select count(*), count(*) filter (where r.{words} is distinct from"
            f" substring(content_text, r.{start} + 1, r.{end} - r.{start}))"
            f" from raw.{table} r join raw.document using (text_hash)",
        )
        assert rows[0][1] == 0
        assert rows[0][0] > 0 or table == "passed_over"


def test_an_empty_folder_makes_all_tables(tmp_path: Path, warehouse: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none/x.pdf").write_bytes(b"%PDF-1.7")
    result = run(tmp_path / "none", warehouse)
    assert (result.read, result.skipped, result.rejected) == (0, {".pdf": 1}, ())
    assert set(tables(warehouse)) == set(TABLES)
    with pytest.raises(FileNotFoundError):
        run(tmp_path / "nowhere", warehouse)


def test_bad_input_is_rejected_and_the_rest_lands(reports: Path, warehouse: Path) -> None:
    codes = make_bad(reports)
    limits = Limits(max_bytes=5000, workers=1)
    first = run(reports, warehouse, limits=limits)
    assert first.landed_new == 2
    assert {row.source_path: row.reason for row in first.rejected} == codes
    assert first.newly_rejected == first.rejected
    for row in first.rejected:
        assert row.message.startswith(f"{row.source_path}: ")
    assert len(query(warehouse, "select * from raw.reject where stage = 'read'")) == len(codes)
    before = state(warehouse)
    again = run(reports, warehouse, limits=limits)
    assert (again.rejected, again.newly_rejected) == (first.rejected, ())
    assert state(warehouse) == before


def test_a_rejection_ends_or_is_new_with_the_file(reports: Path, warehouse: Path) -> None:
    make_bad(reports)
    run(reports, warehouse)
    (reports / "cut.txt").write_text(GOOD + "完。", encoding="utf-8")
    (reports / "png.txt").write_bytes(b"%PDF-1.7\n")
    (reports / "dangling.txt").unlink()
    (reports / "dangling.txt").symlink_to(reports / "good.txt")
    result = run(reports, warehouse)
    assert [row.source_path for row in result.newly_rejected] == ["png.txt"]
    assert (result.landed_new, result.located) == (1, 1)
    rejected = {path for (path,) in query(warehouse, "select source_path from raw.reject")}
    assert "png.txt" in rejected and not {"cut.txt", "dangling.txt"} & rejected


def test_no_permission_as_an_ordinary_user() -> None:
    """Root may read everything, so a root test process gives up its rights in a child, after all imports."""
    script = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from ingest.pipeline import Limits, ingest_paths
        base = Path(sys.argv[1])
        ingest_paths([base / "warm"], base / "warm-up", limits=Limits(workers=1))
        if os.geteuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
        for attempt in "12":
            result = ingest_paths([base / "reports"], base / "warehouse", limits=Limits(workers=1))
            print(result.read, [(r.source_path, r.reason, r.message) for r in result.rejected], len(result.newly_rejected))
        """
    )
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        for folder in ("warm", "reports", "reports/closed", "warehouse"):
            (base / folder).mkdir()
        (base / "warm/good.txt").write_text(GOOD, encoding="utf-8")
        (base / "reports/good.txt").write_text(GOOD, encoding="utf-8")
        (base / "reports/secret.txt").write_text(GOOD, encoding="utf-8")
        (base / "reports/secret.txt").chmod(0)
        (base / "reports/closed").chmod(0)
        (base / "warehouse").chmod(0o777)
        (base / "reports/good.txt").chmod(0o644)
        done = subprocess.run(
            [sys.executable, "-c", script, str(base)], cwd=ROOT, capture_output=True, text=True, timeout=600
        )
        (base / "reports/closed").chmod(0o755)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("1 ") and first.endswith(" 2") and second.endswith(" 0")
    for words in (
        "('closed', 'unreadable', 'closed: no permission",
        "('secret.txt', 'unreadable', 'secret.txt: no permission",
    ):
        assert words in first and words in second


def test_landing_again_writes_nothing(reports: Path, warehouse: Path) -> None:
    run(reports, warehouse)
    before = state(warehouse)
    result = run(reports, warehouse)
    assert (result.read, result.unchanged, result.landed_new, result.reread) == (2, 2, 0, 0)
    assert state(warehouse) == before


def test_the_same_text_at_a_second_path_is_a_second_location(reports: Path, warehouse: Path) -> None:
    run(reports, warehouse)
    before = query(warehouse, "select report_id, report_key, source_path from raw.document order by 1")
    (reports / "a").mkdir()
    (reports / "a/copy.txt").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    result = run(reports, warehouse)
    assert (result.landed_new, result.located, result.unchanged) == (0, 1, 2)
    assert (
        query(warehouse, "select report_id, report_key, source_path from raw.document order by 1") == before
    )
    rows = query(warehouse, "select locations from raw.document where source_path = 'good.txt'")
    assert rows == [(["good.txt", "a/copy.txt"],)]


def test_two_copies_in_one_run_are_one_text(reports: Path, warehouse: Path) -> None:
    (reports / "a.txt").write_text(GOOD, encoding="utf-8")
    result = run(reports, warehouse)
    assert (result.read, result.landed_new) == (3, 2)
    rows = query(warehouse, "select source_path, locations from raw.document where encoding = 'utf-8'")
    assert rows == [("a.txt", ["a.txt", "good.txt"])]


def test_a_changed_file_is_a_new_version(reports: Path, warehouse: Path) -> None:
    run(reports, warehouse)
    (reports / "good.txt").write_text(GOOD.replace("1208", "1209"), encoding="utf-8")
    assert run(reports, warehouse).landed_new == 1
    rows = query(
        warehouse,
        "select report_id, report_key, landing_seq, contains(content_text, '1209') from raw.document"
        " where source_path = 'good.txt' order by landing_seq",
    )
    (old_id, old_key, old_seq, _), (new_id, new_key, new_seq, is_new) = rows
    assert old_id == new_id and old_key != new_key and is_new and new_seq > old_seq


def test_a_new_reader_reads_the_landed_texts_again(
    reports: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(reports, warehouse)
    fresh = tables(warehouse)
    (reports / "good.txt").unlink()
    read = language.read

    def fewer(text: str, masthead: Masthead) -> Reading:
        return dataclasses.replace(read(text, masthead), quantities=read(text, masthead).quantities[:1])

    monkeypatch.setattr(language, "read", fewer)
    monkeypatch.setattr(language, "READER_VERSION", "next")
    result = run(reports, warehouse)
    assert (result.reread, result.landed_new, result.unchanged) == (2, 0, 1)
    assert query(warehouse, "select reader_version, count(*) from raw.quantity group by 1") == [("next", 2)]
    before = state(warehouse)
    assert run(reports, warehouse).reread == 0
    assert state(warehouse) == before
    monkeypatch.undo()
    run(reports, warehouse)
    assert tables(warehouse) == fresh


def test_a_reader_that_fails_costs_one_document(
    reports: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = language.read

    def fails(text: str, masthead: Masthead) -> Reading:
        if "海宁市" in text:
            raise ZeroDivisionError("by nothing")
        return read(text, masthead)

    monkeypatch.setattr(language, "read", fails)
    result = run(reports, warehouse)
    assert (result.landed_new, [(r.source_path, r.reason) for r in result.rejected]) == (
        1,
        [("good.txt", "extraction_error")],
    )
    assert "ZeroDivisionError: by nothing" in result.rejected[0].message
    assert run(reports, warehouse).newly_rejected == ()
    monkeypatch.undo()
    assert run(reports, warehouse).landed_new == 1
    assert query(warehouse, "select * from raw.reject") == []


def test_a_new_reader_that_fails_leaves_what_the_old_one_read(
    reports: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(reports, warehouse)
    fresh = tables(warehouse)

    def fails(text: str, masthead: Masthead) -> Reading:
        raise RecursionError("deep")

    monkeypatch.setattr(language, "read", fails)
    monkeypatch.setattr(language, "READER_VERSION", "next")
    assert [len(run(reports, warehouse).newly_rejected) for _ in range(2)] == [2, 0]
    monkeypatch.undo()
    assert tables(warehouse) | {"reject": []} == fresh
    monkeypatch.setattr(language, "READER_VERSION", "next")
    assert run(reports, warehouse).reread == 2
    assert query(warehouse, "select * from raw.reject") == []


def test_the_manifest_overrides_and_can_change(reports: Path, warehouse: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "file,url,agency,year\ngood.txt,https://example.org/1,嘉兴市交通运输局,2022\n", encoding="utf-8"
    )
    run(reports, warehouse, manifest=manifest)
    sql = "select issuer_name, issuer_source, report_year, source_url, report_id from raw.document where source_path = 'good.txt'"
    expected = hashlib.sha256(b"url|https://example.org/1").hexdigest()[:32]
    assert query(warehouse, sql) == [
        ("嘉兴市交通运输局", "manifest", 2022, "https://example.org/1", expected)
    ]
    before = state(warehouse)
    run(reports, warehouse, manifest=manifest)
    run(reports, warehouse)
    assert state(warehouse) == before
    manifest.write_text(
        "file,url,agency,year\ngood.txt,https://example.org/1,嘉兴市交通运输局,2023\n", encoding="utf-8"
    )
    assert run(reports, warehouse, manifest=manifest).reread == 1
    assert query(warehouse, sql)[0][2] == 2023


def change(warehouse: Path, sql: str) -> None:
    with duckdb.connect(str(warehouse / "landing.duckdb")) as con:
        con.execute(sql)


def test_changed_tables_of_readings_are_filled_from_the_landed_texts(reports: Path, warehouse: Path) -> None:
    run(reports, warehouse)
    fresh = tables(warehouse)
    change(warehouse, "alter table raw.quantity drop column scope")
    (reports / "good.txt").unlink()
    assert run(reports, warehouse).reread == 2
    assert tables(warehouse) == fresh


def test_a_landing_of_another_schema_is_refused(reports: Path, warehouse: Path) -> None:
    run(reports, warehouse)
    change(warehouse, "alter table raw.document drop column format")
    with pytest.raises(LandingError, match=r"raw.document was made by another version of fazhi"):
        run(reports, warehouse)
    (warehouse / "landing.duckdb").write_bytes(b"not a database")
    with pytest.raises(LandingError, match="cannot be opened"):
        Landing(warehouse / "landing.duckdb")


@pytest.mark.parametrize(
    "folder",
    [ROOT / "samples", SHARED / "reports", SHARED / "gold/passages", SHARED / "noise"],
    ids=lambda f: f.name,
)
def test_real_texts_land_whole(folder: Path, warehouse: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"no {folder.name} here")
    result = ingest_paths([folder], warehouse, limits=SERIAL)
    assert result.landed_new == len(find([folder]).files) > 0
    assert (result.rejected, result.rejected_rows) == ((), ())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not here")
def test_the_shared_reports_say_who_issued_them(warehouse: Path) -> None:
    run(SHARED / "reports", warehouse)
    rows = query(
        warehouse,
        "select source_path, issuer_name, report_kind, report_year from raw.document where source_path like '%transport%' order by 1",
    )
    assert rows == [
        ("changzhi-transport-2023-report.txt", "长治市交通运输局", "annual_report", 2023),
        ("county-transport-2023-report.txt", "我局", "annual_report", 2023),
        ("jiaxing-transport-2023-report.txt", "嘉兴市交通运输局", "annual_report", 2023),
        ("liuzhou-transport-2024-plan.txt", "柳州市交通运输局", "plan", 2024),
        ("yuhang-transport-2021-plan.txt", "余杭区交通运输局", "plan", 2021),
    ]
