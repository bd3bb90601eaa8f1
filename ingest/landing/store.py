"""The landing: landing.duckdb, schema raw. Each batch is one transaction, so it lands whole or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import polars as pl

from ingest.landing.frames import BadRow, Frames, LandedDocument, admitted, framed, is_sound
from ingest.landing.schemas import READ_TABLES, TABLES, columns
from ingest.records import Reading

SCHEMA_VERSION = "1"
# DuckDB tries every method on every column, which takes half the time of a transaction: those for text
# beside dictionaries would make the file a seventh smaller, those for floats have nothing to do here.
SLOW_COMPRESSION = "fsst,dict_fsst,zstd,chimp,patas,alp,alprd,roaring"
# Without a limit DuckDB keeps what it wrote in memory, up to most of the machine's; beyond it, it spills.
MEMORY_LIMIT = "96MiB"


class LandingError(Exception):
    """A landing that cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the landing holds of a text that is read again."""

    source_path: str
    locations: tuple[str, ...]
    manifest: str | None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row of raw.reject: a document that could not be read, or a row that could not land."""

    source_path: str
    stage: str
    reason: str
    message: str
    byte_hash: str | None = None
    byte_count: int | None = None
    row_json: str | None = None
    text_hash: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What is unique among the rejections."""
        return self.source_path, self.stage, self.reason, self.row_json or ""

    def same_bytes(self, other: Reject) -> bool:
        """Whether another rejection is about the same path and bytes (where unreadable: for the same
        reason).
        """
        if self.source_path != other.source_path or self.stage != other.stage:
            return False
        if self.byte_hash is None and other.byte_hash is None:
            mine = (self.reason, self.byte_count, self.text_hash)
            return mine == (other.reason, other.byte_count, other.text_hash)
        return self.byte_hash == other.byte_hash


@dataclass(slots=True)
class Batch:
    """What one transaction is about. `replaces` tells that its texts are landed already, and then their
    frames are `held` until its end; `origins` are their source paths by text hash, `bad` the rows that did
    not pass; `relocated` holds new lists of locations by text hash; `settled` the source paths whose
    rejections at the stage `read` are replaced by those in `rejects`.
    """

    replaces: bool = False
    held: list[Frames] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    relocated: dict[str, list[str]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    rejects: list[Reject] = field(default_factory=list)

    @property
    def paths(self) -> set[str]:
        """The source paths of which it may record or settle rejections."""
        return {*self.origins.values(), *self.settled, *(row.source_path for row in self.rejects)}


class Landing:
    """An open landing.duckdb, made with its empty tables when it is not there.

    `threads` are those of DuckDB: more of them than processors wait for each other, at a multiple of the
    time.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.connection = duckdb.connect(str(path), config={"threads": threads})
            self.connection.execute(f"set disabled_compression_methods = '{SLOW_COMPRESSION}'")
            self.connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
            self.connection.execute("set enable_progress_bar = false")  # it would stand between our own lines
        except duckdb.Error as error:
            raise LandingError(f"{path.name}: cannot be opened: {error}") from error
        self.make_tables(path)

    def __enter__(self) -> Landing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def make_tables(self, path: Path) -> None:
        """Makes the tables that are missing. Tables of readings whose columns have changed are made anew and
        all texts marked as not yet read: they are read again from what is landed of them.
        """
        con = self.connection
        present: dict[str, dict[str, str]] = {}
        for table, column, kind in con.execute(
            "select table_name, column_name, lower(data_type) from information_schema.columns "
            "where table_schema = 'raw' order by ordinal_position"
        ).fetchall():
            present.setdefault(table, {})[column] = kind
        wanted = {
            table: {name: sql_type(kind) for name, kind in columns(model).items()}
            for table, model in TABLES.items()
        }
        changed = [
            table for table in TABLES if list(present.get(table, {}).items()) != list(wanted[table].items())
        ]
        kept = [table for table in changed if table in present and table not in READ_TABLES]
        if kept:
            self.connection.close()
            raise LandingError(
                f"{path}: raw.{kept[0]} was made by another version of fazhi. "
                "Ingest the reports into a new warehouse."
            )
        if not changed:
            return
        con.begin()
        con.execute("create schema if not exists raw")
        for table in changed:
            listed = ", ".join(f'"{name}" {kind}' for name, kind in wanted[table].items())
            con.execute(f"create or replace table raw.{table} ({listed})")
        if "meta" in changed:
            con.execute(f"insert into raw.meta values ('schema_version', '{SCHEMA_VERSION}')")
        con.execute("update raw.document set reader_version = ''")
        con.commit()

    def known(self, text_hashes: Iterable[str]) -> dict[str, Known]:
        """What is landed of these texts, by text hash."""
        rows = execute(
            self.connection,
            "select text_hash, source_path, locations, manifest from raw.document "
            "where text_hash in (from incoming)",
            keys(text_hashes),
        )
        return {row[0]: Known(row[1], tuple(row[2]), row[3]) for row in rows}

    def documents(self, text_hashes: Iterable[str]) -> list[LandedDocument]:
        """The rows of raw.document of these texts, in the order of landing."""
        rows = execute(
            self.connection,
            "select * from raw.document where text_hash in (from incoming) order by landing_seq",
            keys(text_hashes),
        )
        return [LandedDocument(*row) for row in rows]

    def outdated(self, reader_version: str) -> list[tuple[str, int]]:
        """Hash and length of the texts that another version of the reader has read, in the order of
        landing.
        """
        return execute(
            self.connection,
            "select text_hash, char_count from raw.document "
            "where reader_version not in (from incoming) order by landing_seq",
            keys([reader_version]),
        )

    def locations(self) -> list[str]:
        """All paths at which landed texts were found."""
        rows = self.connection.execute("select distinct unnest(locations) from raw.document").fetchall()
        return [path for (path,) in rows]

    def rejects(self, source_paths: Iterable[str]) -> list[Reject]:
        """The rejections that are recorded for these paths."""
        rows = execute(
            self.connection,
            "select * from raw.reject where source_path in (from incoming)",
            keys(source_paths),
        )
        return [Reject(*row) for row in rows]

    def mark_withdrawn(self, text_hashes: Iterable[str], is_withdrawn: bool) -> list[str]:
        """Marks texts as taken out of the warehouse, or as in it again; those that were not so before."""
        rows = execute(
            self.connection,
            f"update raw.document set is_withdrawn = {is_withdrawn} "
            f"where text_hash in (from incoming) and is_withdrawn <> {is_withdrawn} returning text_hash",
            keys(text_hashes),
        )
        return [text_hash for (text_hash,) in rows]

    def next_seq(self) -> int:
        """The number in the order of landing that the next text gets."""
        row = self.connection.execute("select coalesce(max(landing_seq), 0) + 1 from raw.document").fetchone()
        return int(row[0]) if row else 1

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written within lands as a whole, or nothing of it where an exception ends it."""
        self.connection.begin()
        try:
            yield
            self.connection.commit()
        except BaseException:
            with suppress(duckdb.Error):  # a failed commit has rolled back already
                self.connection.rollback()
            raise

    def add(self, batch: Batch, documents: Sequence[tuple[LandedDocument, Reading]]) -> None:
        """Writes documents and what was read in them, but for the rows that do not pass, in the transaction
        of their batch, which may be given many portions.

        A text that is landed already is replaced with all its rows; one whose own row fails does not land
        at all and leaves what was landed of it.
        """
        batch.origins |= {document.text_hash: document.source_path for document, _ in documents}
        frames, bad = admitted(documents)
        batch.bad += bad
        if batch.replaces:
            batch.held += [frames] if frames else []
        else:
            self.write(frames)

    def write(self, frames: Frames) -> None:
        """Writes the rows of texts that are not landed."""
        for table, frame in frames.items():
            if frame.height:
                insert(self.connection, table, frame)

    def replace(self, held: Sequence[Frames]) -> None:
        """Writes frames in place of all rows of their texts. To find those takes a look through each table,
        so it is done once for all.
        """
        hashes = keys(text_hash for frames in held for text_hash in frames["document"]["text_hash"])
        for table in ("document", *READ_TABLES):
            execute(self.connection, f"delete from raw.{table} where text_hash in (from incoming)", hashes)
        for frames in held:
            self.write(frames)

    def finish(self, batch: Batch) -> list[Reject]:
        """Writes what a batch still holds, in the same transaction; the rows that did not pass, as rejections
        of stage `landing`.
        """
        if batch.held:
            self.replace(batch.held)
        failed = list(rejections(batch.bad, batch.origins))
        recorded = self.rejects(batch.paths)
        present = [*batch.rejects, *failed]
        settled = self.settled(recorded, batch, present)
        fresh = [row for row in present if row not in recorded]
        if batch.relocated:
            moved = {"key": list(batch.relocated), "places": list(batch.relocated.values())}
            execute(
                self.connection,
                "update raw.document set locations = places from incoming where text_hash = key",
                pl.DataFrame(moved, schema={"key": pl.String, "places": pl.List(pl.String)}),
            )
        replace_rejects(self.connection, settled, fresh)
        return failed

    def settled(self, recorded: Iterable[Reject], batch: Batch, present: Sequence[Reject]) -> list[Reject]:
        """The recorded rejections that no longer hold: of files that now read well or otherwise, of rows
        of texts that have landed anew, and of texts that never landed and no longer stand at their path.
        """
        landing = {row.text_hash for row in recorded if row.stage == "landing" and row.text_hash}
        never = landing - set(self.known(landing))
        return [
            row
            for row in recorded
            if row not in present
            and (
                row.text_hash in batch.origins
                or (row.text_hash is None and row.source_path in batch.settled)
                or (row.text_hash in never and row.source_path in batch.settled)
            )
        ]


def replace_rejects(
    con: duckdb.DuckDBPyConnection, settled: Iterable[Reject], fresh: Iterable[Reject]
) -> None:
    """Deletes rejections that no longer hold and writes new ones, each once."""
    unique = {row.key: row for row in fresh}
    gone = sorted({row.key for row in settled} | set(unique))
    if gone:
        execute(
            con,
            "delete from raw.reject using incoming where reject.source_path = incoming.source_path "
            "and reject.stage = incoming.stage and reject.reason = incoming.reason "
            "and coalesce(reject.row_json, '') = incoming.row_json",
            pl.DataFrame(gone, ("source_path", "stage", "reason", "row_json"), orient="row"),
        )
    if not unique:
        return
    cells = zip(*(dataclasses.astuple(row) for row in unique.values()), strict=True)
    frame = framed("reject", dict(zip(TABLES["reject"].columns, cells, strict=True)))
    if frame is None or not is_sound("reject", frame):
        raise LandingError(f"rejections cannot be recorded: {', '.join(sorted({key[0] for key in unique}))}")
    insert(con, "reject", frame)


def sql_type(kind: pl.DataType) -> str:
    """The DuckDB type of a column."""
    if isinstance(kind, pl.Decimal):
        return f"decimal({kind.precision},{kind.scale})"
    if isinstance(kind, pl.List):
        return "varchar[]"
    names = {pl.String: "varchar", pl.Int32: "integer", pl.Int64: "bigint", pl.Date: "date"}
    names |= {pl.Datetime: "timestamp", pl.Boolean: "boolean"}
    return names[kind.base_type()]


def insert(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    execute(con, f"insert into raw.{table} by name select * from incoming", frame)


def execute(con: duckdb.DuckDBPyConnection, sql: str, incoming: pl.DataFrame) -> list[tuple[Any, ...]]:
    """The rows that a statement gives which reads the frame `incoming`, once.

    The frame goes in as a bare stream, and instead of parameters: for any parameter, and for other objects
    that hold Arrow data, DuckDB imports pandas and pyarrow, which takes as long as reading 500 reports.
    """
    con.register("incoming", incoming.__arrow_c_stream__(None))
    try:
        return con.execute(sql).fetchall()
    finally:
        con.unregister("incoming")


def keys(values: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame({"key": sorted(values)}, schema={"key": pl.String})


def rejections(bad: Iterable[BadRow], paths: dict[str, str]) -> Iterator[Reject]:
    for row in bad:
        path = paths.get(row.text_hash, "")
        message = f"{path}: a row of raw.{row.table} did not land: {row.message}"
        yield Reject(path, "landing", row.reason, message, row_json=row.row_json, text_hash=row.text_hash)
