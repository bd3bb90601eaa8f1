"""What the tests of the landing share: reports, a warehouse, and looks into its tables."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb

from ingest.landing.schemas import TABLES
from ingest.pipeline import IngestResult, Limits, ingest_paths

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SERIAL = Limits(workers=1)

GOOD = (
    "海宁市交通运输局关于2023年法治政府建设工作的报告\n发布日期：2024-01-20\n市政府：\n"
    "2023年，全市共办理行政处罚案件1208起，罚款312.5万元。未发生行政复议、行政诉讼案件。\n"
    "一、主要做法\n组织执法培训6期，参训420人次。\n"
)


def run(reports: Path, warehouse: Path, **options: Any) -> IngestResult:
    options.setdefault("limits", SERIAL)
    return ingest_paths([reports], warehouse, **options)


def query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "landing.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def tables(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All landed rows, sorted."""
    return {table: sorted(query(warehouse, f"select * from raw.{table}"), key=repr) for table in TABLES}


def state(warehouse: Path) -> tuple[str, int]:
    path = warehouse / "landing.duckdb"
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


def make_reports(folder: Path) -> Path:
    """A folder with two good reports, one in UTF-8 and one in GB18030."""
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "gbk.txt").write_bytes(GOOD.replace("海宁市", "平湖市").encode("gb18030"))
    return folder
