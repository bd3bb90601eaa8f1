"""Which report a name means."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from fazhi.explain.find import find_report
from fazhi.outcome import UsageProblem

TEXT = "2023年,全市共办理行政处罚案件12起,罚款3万元。\n"
HASH = sha256(TEXT.encode()).hexdigest()

REPORTS = [
    ("aa11", "id1", "zj/huzhou.txt", "湖州市2023年报告", HASH, True),
    ("aa22", "id1", "zj/huzhou.txt", "湖州市2023年报告(旧)", "h0", False),
    ("bb33", "id2", "js/suzhou.txt", "苏州市2023年报告", "h2", True),
    ("cc44", "id3", "js/wuxi.txt", "无锡市报告", "h3", True),
    ("dd55", "id4", "old/wuxi.txt", None, "h4", True),
]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema marts; create schema quality")
        connection.execute(
            "create table marts.dim_report (report_key text, report_id text, source_path text, title text,"
            " content_sha256 text, is_current bool)"
        )
        connection.executemany("insert into marts.dim_report values (?, ?, ?, ?, ?, ?)", REPORTS)
        connection.execute("create table quality.rejected_document (source_path text, message text)")
        connection.execute("insert into quality.rejected_document values ('x/bad.txt', 'is empty (0 bytes)')")
        yield connection


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ("zj/huzhou.txt", "aa11"),
        ("huzhou.txt", "aa11"),
        ("huzhou", "aa11"),
        (" huz ", "aa11"),
        ("id1", "aa11"),
        ("aa11", "aa11"),
        ("aa22", "aa22"),
        ("aa2", "aa22"),
        ("湖州市2023年报告", "aa11"),
        ("苏州市", "bb33"),
        ("js/w", "cc44"),
        ("old/wuxi.txt", "dd55"),
        ("dd", "dd55"),
    ],
)
def test_a_name_or_how_it_begins(connection: duckdb.DuckDBPyConnection, wanted: str, key: str) -> None:
    assert find_report(connection, wanted) == key


@pytest.mark.parametrize("wanted", ["wuxi.txt", "wuxi", "js/", "id"])
def test_what_several_go_by_is_listed(connection: duckdb.DuckDBPyConnection, wanted: str) -> None:
    with pytest.raises(UsageProblem, match="reports go by") as problem:
        find_report(connection, wanted)
    assert "js/wuxi.txt  cc44  无锡市报告" in str(problem.value)


def test_what_nothing_goes_by_brings_what_is_near(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UsageProblem, match=r"no report of the 4 .*'zj/huzou.txt'.*\n  zj/huzhou.txt  aa11"):
        find_report(connection, "zj/huzou.txt")
    with pytest.raises(UsageProblem, match=r"near to it:\n  js/wuxi.txt"):
        find_report(connection, "锡市")
    with pytest.raises(UsageProblem, match=r"goes by '北京'$"):
        find_report(connection, "北京")


def test_a_rejected_document_says_why(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UsageProblem, match=r"bad.txt was rejected .*is empty"):
        find_report(connection, "bad.txt")


def test_a_file_is_known_by_its_text_whatever_its_name_and_encoding(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "另一名.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert find_report(connection, str(path)) == "aa11"


def test_a_file_that_has_changed_is_known_by_its_path(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "old" / "wuxi.txt"
    path.parent.mkdir()
    path.write_text("别的内容。")
    assert find_report(connection, str(path)) == "dd55"


def test_a_file_settles_which_of_two_of_its_name(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "wuxi.txt").write_text("别的内容。")
    monkeypatch.chdir(tmp_path / "js")
    assert find_report(connection, "wuxi.txt") == "cc44"
