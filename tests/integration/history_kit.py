"""Two small reports of one warehouse, and how tests of its history change and question it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb

from fazhi.corrections import COLUMNS
from fazhi.warehouse import Warehouse

JINGMEN = (
    "荆门市交通运输局2024年法治政府建设年度报告\n发布日期：2025-01-20\n一、主要工作\n"
    "2024年，全市共办理行政处罚案件731件，罚款12万元。未发生行政诉讼案件。\n"
    "组织执法培训6期，开展非现场执法检查若干。\n"
)
SUIZHOU = (
    "随州市交通运输局2024年法治政府建设年度报告\n发布日期：2025-01-22\n一、主要工作\n"
    "2024年，全市共办理行政处罚案件402件。\n"
)


def write_reports(folder: Path) -> Path:
    """A folder with both reports."""
    folder.mkdir(parents=True)
    (folder / "jingmen.txt").write_text(JINGMEN, encoding="utf-8")
    (folder / "suizhou.txt").write_text(SUIZHOU, encoding="utf-8")
    return folder


def correct(warehouse: Warehouse, *rows: dict[str, Any]) -> None:
    """These corrections, and no others, are those of the warehouse."""
    common = {
        "corrected_by": "数据校核组",
        "corrected_on": "2026-02-03",
        "reason": "checked against the annex",
    }
    with warehouse.corrections.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows([{**common, **row} for row in rows])


def facts(path: Path) -> dict[tuple[str, str], tuple[float, bool]]:
    """Value and is_corrected of each agency-year fact, by agency name and metric."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(
            "select agency_name, metric_code, value::double, is_corrected"
            " from marts.fct_agency_year_metric join marts.dim_agency using (agency_key)"
        ).fetchall()
    return {(agency, metric): (value, is_corrected) for agency, metric, value, is_corrected in rows}


def report_ids(path: Path) -> dict[str, str]:
    """report_id of each report, by its path."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return dict(connection.execute("select source_path, report_id from marts.dim_report").fetchall())
