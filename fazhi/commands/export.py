"""`fazhi export`: the published marts in further formats."""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb

from fazhi.context import Context
from fazhi.export import FORMATS, export_further
from fazhi.outcome import Outcome, Status, UsageProblem
from fazhi.warehouse import candidate_database

NAME = "export"
HELP = "write the published marts in further formats"
WRITES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Format and folder."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="csv",
        help="default: csv; Parquet is in exports/ of the warehouse",
    )
    parser.add_argument(
        "--out", metavar="DIR", help="folder to write to (default: export-FORMAT in the warehouse)"
    )


def check(arguments: argparse.Namespace, context: Context) -> None:
    """--out can be a folder, and never one that belongs to a release."""
    if arguments.out is None:
        return
    out = Path(arguments.out).resolve()
    if out.exists() and not out.is_dir():
        raise UsageProblem(f"{out} is no folder")
    releases = context.warehouse.releases.resolve()
    if releases == out or releases in out.parents:
        raise UsageProblem(f"{out} belongs to a release, which never changes; choose another --out")


def run(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Write all marts of the published release."""
    release = context.published()
    out = Path(arguments.out) if arguments.out else context.warehouse.root / f"export-{arguments.format}"
    with (
        context.steps() as say,
        duckdb.connect(str(candidate_database(release)), read_only=True) as connection,
    ):
        say("exporting")
        paths = export_further(connection, out, arguments.format)
    data = {"release": release.name, "format": arguments.format, "files": [str(path) for path in paths]}
    return Outcome(Status.DONE, data, [f"{len(paths)} file(s) of release {release.name} in {out}"])
