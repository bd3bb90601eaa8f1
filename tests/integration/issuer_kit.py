"""The labelled issuers (tests/gold/issuers.csv) as documents that the real reader and the real models resolve."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb

from ingest.pipeline import ingest_paths
from tests.integration.landing_kit import ROOT, SERIAL

LABELS = ROOT / "tests" / "gold" / "issuers.csv"
MANIFEST_COLUMNS = ("agency", "admin_code", "year", "published", "title")
ANSWERS = """
select d.source_path, a.outcome, a.place_key, a.agency_name, a.admin_level, a.field, a.body_type, d.issuer_name,
    i.candidates, i.unit_name
from intermediate.int_report_agencies as a
join intermediate.int_issuers as i using (report_key)
join staging.stg_raw__document as d using (report_key)
"""
Row = Mapping[str, str]


def labels() -> list[Row]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(row: Row) -> str:
    """A text with what the row gives: title and salutation above, the issuer's sign-off below."""
    body = [
        f"现将第{row['no']}份材料的有关情况报告如下。",
        "一年来，按照统一部署推进各项工作，制度建设和队伍建设继续加强。",
        "下一步，继续抓好落实。",
    ]
    signed = [row["sign_off"], "2024年1月20日"] if row["sign_off"] else []
    return "\n".join(filter(None, [row["title"], row["salutation"], *body, *signed])) + "\n"


def write_documents(rows: list[Row], folder: Path) -> Path:
    """The documents and, beside their folder, the manifest, whose path is returned. A title on its own is left
    to the reader; the title of a given issuer goes with it.
    """
    folder.mkdir()
    manifest = folder.parent / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", *MANIFEST_COLUMNS, "kind"])
        for row in rows:
            name = f"{row['no']}.txt"
            (folder / name).write_text(document(row), encoding="utf-8")
            cells = [row[column] for column in MANIFEST_COLUMNS]
            writer.writerow([name, *cells, "annual_report" if row["year"] else ""])
    return manifest


def resolve(rows: list[Row], folder: Path) -> dict[str, dict[str, str]]:
    """The models' answer to each row, by its number."""
    manifest = write_documents(rows, folder / "documents")
    ingest_paths([folder / "documents"], folder / "warehouse", manifest=manifest, limits=SERIAL)
    database = folder / "candidate" / "fazhi.duckdb"
    database.parent.mkdir()
    environment = {
        "FAZHI_CANDIDATE": database,
        "FAZHI_LANDING": folder / "warehouse" / "landing.duckdb",
        "FAZHI_TARGET": folder / "target",
        "FAZHI_LOGS": folder / "logs",
    }
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", ROOT, "--profiles-dir", ROOT]
    command += [
        "--target-path",
        folder / "target",
        "--log-path",
        folder / "logs",
        "--quiet",
        "--no-use-colors",
    ]
    command += ["--select", "+int_report_agencies", "--exclude-resource-type", "test", "unit_test"]
    said = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **{name: str(path) for name, path in environment.items()}},
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    with duckdb.connect(str(database), read_only=True) as connection:
        cursor = connection.execute(ANSWERS)
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, map(text_of, answer), strict=True)) for answer in cursor.fetchall()]
    return {answer["source_path"].removesuffix(".txt"): answer for answer in found}


def text_of(value: object) -> str:
    return "" if value is None else str(value)


def is_right(row: Row, answer: Row) -> bool:
    """Whether place, level, field and kind of body are those of the label; of a place without a code its name too."""
    if row["outcome"] != "resolved" or answer["outcome"] != "resolved":
        return row["outcome"] == answer["outcome"]
    place, _, unit = answer["place_key"].partition(".")
    if row["level"] == "national":
        place_is_right = place == "000000" and row["unit"] in answer["agency_name"]
    elif row["unit"]:
        place_is_right = place == row["code"] and bool(unit) and unit_core(row) in answer["agency_name"]
    else:
        place_is_right = place == row["code"] and not unit
    said = [row[name] for name in ("level", "field", "body_type")]
    return place_is_right and said == [answer[name] for name in ("admin_level", "field", "body_type")]


def unit_core(row: Row) -> str:
    """The name of a zone behind that of its province or city (南京江北新区: 江北新区)."""
    for length in range(min(4, len(row["unit"]) - 3), 1, -1):
        if (
            row["unit"][:length] in row["agency"] + row["title"]
            and row["unit"][length:]
            and is_place(row["unit"][:length])
        ):
            return row["unit"][length:]
    return row["unit"]


def is_place(text: str) -> bool:
    with (ROOT / "seeds" / "admin_divisions.csv").open(encoding="utf-8", newline="") as file:
        return any(
            text == row["short_name"]
            for row in csv.DictReader(file)
            if row["level"] != "county" or len(text) == 2
        )
