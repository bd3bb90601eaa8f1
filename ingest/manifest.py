"""The manifest: a table beside the reports that says what they are, over what they say themselves."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from ingest.readers import ReadError, text
from ingest.readers.files import Found
from ingest.records import Masthead

COLUMNS = ("file", "url", "agency", "admin_code", "year", "kind", "published", "title")
KINDS = ("annual_report", "plan", "statistics", "news", "other")
MAX_PROBLEMS = 20


class ManifestError(Exception):
    """A manifest that cannot be used. The message names the file and each faulty line."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One row: the file as written (with / between its parts) and what is said about it, null where
    nothing is.
    """

    file: str
    url: str | None = None
    agency: str | None = None
    admin_code: str | None = None
    year: int | None = None
    kind: str | None = None
    published: date | None = None
    title: str | None = None

    def to_json(self) -> str:
        """The cells that are filled, as JSON with sorted keys."""
        cells = {name: value for name, value in dataclasses.asdict(self).items() if value is not None}
        return json.dumps(cells, ensure_ascii=False, sort_keys=True, default=str)

    @classmethod
    def from_json(cls, content: str) -> ManifestEntry:
        cells = json.loads(content)
        if cells.get("published"):
            cells["published"] = date.fromisoformat(cells["published"])
        return cls(**cells)

    def over(self, masthead: Masthead) -> Masthead:
        """The masthead with what this row says in place of what the text says."""
        changed = dataclasses.replace(
            masthead,
            title=self.title or masthead.title,
            report_kind=self.kind or masthead.report_kind,
            report_year=self.year or masthead.report_year,
            published_date=self.published or masthead.published_date,
        )
        if self.agency:
            changed = dataclasses.replace(changed, issuer_name=self.agency, issuer_source="manifest")
        if changed.report_kind != "plan":
            return dataclasses.replace(changed, plan_start_year=None, plan_end_year=None)
        if self.year or changed.plan_start_year is None:
            first = last = changed.report_year
            if masthead.plan_start_year and masthead.plan_end_year and first is not None:
                last = max(first, masthead.plan_end_year)
            return dataclasses.replace(changed, plan_start_year=first, plan_end_year=last)
        return changed


def read_manifest(path: Path) -> list[ManifestEntry]:
    """The rows of a manifest: CSV (UTF-8 or GB18030) or XLSX (first sheet), its first line naming the
    columns.

    Raises ManifestError with all that is wrong: unknown columns or kinds, codes and dates that are none, a
    file listed twice; FileNotFoundError when there is no manifest.
    """
    table = read_table(path)
    if not table:
        raise ManifestError(
            f"{path.name}: is empty. Its first line must name the columns: {', '.join(COLUMNS)}."
        )
    header = [cell.strip().lower() for cell in table[0][1]]
    unknown = [cell for cell in header if cell and cell not in COLUMNS]
    twice = [cell for cell, times in Counter(filter(None, header)).items() if times > 1]
    if unknown or twice or "file" not in header:
        raise ManifestError(header_problem(path, unknown, twice))
    problems: list[str] = []
    entries: list[ManifestEntry] = []
    lines: dict[str, int] = {}
    for line, cells in table[1:]:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
        if not row:
            continue
        entry = parse_row(row, line, problems)
        if entry is None:
            continue
        if entry.file in lines:
            problems.append(f"line {line}: {entry.file} is listed before, in line {lines[entry.file]}")
        lines.setdefault(entry.file, line)
        entries.append(entry)
    raise_problems(path, problems)
    return entries


def header_problem(path: Path, unknown: list[str], twice: list[str]) -> str:
    if unknown:
        problem = f"unknown column {', '.join(unknown)}"
    elif twice:
        problem = f"column {', '.join(twice)} stands twice"
    else:
        problem = "no column file"
    return f"{path.name}: {problem}. The columns are: {', '.join(COLUMNS)}; all but file may be left out."


def raise_problems(path: Path, problems: list[str]) -> None:
    if problems:
        more = f"\n  and {len(problems) - MAX_PROBLEMS} more" if len(problems) > MAX_PROBLEMS else ""
        raise ManifestError(
            f"{path.name}: mend these lines:\n  " + "\n  ".join(problems[:MAX_PROBLEMS]) + more
        )


def read_table(path: Path) -> list[tuple[int, list[str]]]:
    """Line number and cells of each line, as text."""
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return read_workbook(path)
    try:
        content = text.read(path.read_bytes(), path.name).text
    except ReadError as error:
        raise ManifestError(f"{error.message} A manifest is a CSV or XLSX file.") from error
    reader = csv.reader(io.StringIO(content))
    try:
        return [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise ManifestError(f"{path.name}: line {reader.line_num}: {error}") from error


def read_workbook(path: Path) -> list[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # long to import, and most manifests are CSV

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError:
        raise
    except Exception as error:  # openpyxl raises whatever its zip and XML parsers raise
        raise ManifestError(f"{path.name}: is no XLSX workbook ({error}).") from error
    try:
        rows = [
            (line, [cell_text(cell) for cell in cells])
            for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
        ]
    finally:
        book.close()
    return [(line, cells) for line, cells in rows if any(map(str.strip, cells))]


def cell_text(cell: object) -> str:
    """A spreadsheet cell as text: whole floats without .0, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def parse_row(row: Mapping[str, str], line: int, problems: list[str]) -> ManifestEntry | None:
    """The entry of a row; its faults are added to `problems`."""
    if "file" not in row:
        problems.append(f"line {line}: no file")
        return None
    year = code = published = None
    if value := row.get("year"):
        if re.fullmatch(r"(?:19|20)\d\d", value):
            year = int(value)
        else:
            problems.append(f"line {line}: year {value} is no year such as 2023")
    if value := row.get("admin_code"):
        if re.fullmatch(r"\d{6}(?:0{6})?", value):
            code = value[:6]
        else:
            problems.append(f"line {line}: admin_code {value} is no code of six digits")
    if (kind := row.get("kind")) and kind not in KINDS:
        problems.append(f"line {line}: unknown kind {kind}; the kinds are {', '.join(KINDS)}")
    if value := row.get("published"):
        try:
            published = date.fromisoformat(value.replace("/", "-").replace(".", "-"))
        except ValueError:
            problems.append(f"line {line}: published {value} is no date such as 2024-01-25")
    file = str(PurePosixPath(row["file"].replace("\\", "/")))
    return ManifestEntry(
        file, row.get("url"), row.get("agency"), code, year, kind, published, row.get("title")
    )  # fmt: skip


def match_files(
    path: Path, entries: Iterable[ManifestEntry], found: Iterable[Found], landed: Iterable[str]
) -> dict[Found, ManifestEntry]:
    """Which found file each row is about: by its path from the manifest's folder or from the folder given,
    or by a file name that stands there once.

    Rows about files that are not among the found ones but exist, or were landed (`landed`: known
    locations), are left alone. Raises ManifestError for rows that name no file, or the same file as
    another row.
    """
    found = list(found)
    folder = path.parent.resolve()
    by_real = {os.path.realpath(item.path): item for item in reversed(found)}
    by_source = {item.source_path: item for item in reversed(found)}
    name_count = Counter(PurePosixPath(item.source_path).name for item in found)
    by_name = {PurePosixPath(item.source_path).name: item for item in found}
    locations = set(landed)
    location_names = {PurePosixPath(location).name for location in locations}
    matched: dict[Found, ManifestEntry] = {}
    problems: list[str] = []
    for entry in entries:
        real = os.path.realpath(folder / entry.file)
        item = by_real.get(real) or by_source.get(entry.file)
        if item is None and name_count[entry.file] == 1:
            item = by_name[entry.file]
        if item is not None and item in matched:
            problems.append(f"{entry.file}: is the same file as {matched[item].file}")
        elif item is not None:
            matched[item] = entry
        elif name_count[entry.file] > 1:
            problems.append(f"{entry.file}: {name_count[entry.file]} files have this name; write their paths")
        elif not (os.path.lexists(real) or entry.file in locations or entry.file in location_names):
            problems.append(f"{entry.file}: there is no such file beside the manifest or in the folder given")
    raise_problems(path, problems)
    return matched
