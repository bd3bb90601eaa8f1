"""The way in: files found, read, described and landed, a batch at a time."""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from ingest import language
from ingest.extraction import Extracted, Extractor, Failed, Task, available_workers
from ingest.landing.frames import LandedDocument
from ingest.landing.identity import report_id, report_key
from ingest.landing.store import Batch, Known, Landing, Reject
from ingest.manifest import ManifestEntry, match_files, read_manifest
from ingest.readers import Document, ReadError, Unreadable, hash_of, read_bytes
from ingest.readers.files import DEFAULT_MAX_BYTES, Finds, Found, byte_count, find, read_file
from ingest.records import Masthead, Reading

LANDING = "landing.duckdb"
PORTION = 500  # documents whose readings are held as Python objects at a time
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_bytes` a document; a batch, which lands as a whole, ends with `batch_documents` documents or
    `batch_chars` characters of text: each has its price, so few and large ones are fast. `workers`
    processes read many texts (None: as many as there are processors).
    """

    max_bytes: int = DEFAULT_MAX_BYTES
    batch_documents: int = 2000
    batch_chars: int = 10_000_000
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What an ingest did, in documents.

    `read` were read well, of them `landed_new` are new texts, `located` known texts at a new path,
    `unchanged` as before. `reread` texts were read again from the landing (new reader, new words of the
    manifest). `skipped` counts files of other kinds by ending. `rejected` are all rejections of documents
    met in this run, `newly_rejected` those not known before with the same bytes; `rejected_rows` are
    single rows that did not pass the door.
    """

    read: int = 0
    landed_new: int = 0
    located: int = 0
    unchanged: int = 0
    reread: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    rejected: tuple[Reject, ...] = ()
    newly_rejected: tuple[Reject, ...] = ()
    rejected_rows: tuple[Reject, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: where it stands, what it holds, what the manifest says about it."""

    found: Found
    document: Document
    entry: ManifestEntry | None


def ingest_paths(
    paths: Sequence[Path],
    warehouse: Path,
    manifest: Path | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> IngestResult:
    """Reads the documents under `paths` and lands them in `warehouse`/landing.duckdb.

    A text that is landed already changes nothing; texts that an older reader has read are read again.
    `progress` is called with the number of files read so far and of all files. Raises FileNotFoundError for a
    path that does not exist, ManifestError, LandingError, duckdb.Error; batches that were written before
    stay.
    """
    finds = find(paths)
    entries = read_manifest(manifest) if manifest is not None else []
    limits = limits or Limits()
    with Landing(warehouse / LANDING, limits.workers or available_workers()) as landing, collecting_seldom():
        matched: dict[Found, ManifestEntry] = {}
        if manifest is not None:
            matched = match_files(manifest, entries, finds.files, landing.locations())
        with Extractor(limits.workers) as extractor:
            run = Ingest(landing, extractor, limits, progress or (lambda done, total: None))
            run.read_again(landing.outdated(language.READER_VERSION))
            run.take_in(finds, matched)
            return run.result(finds)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Leaves garbage to `Ingest.finish`, which collects it when it holds little: what is read are a million
    objects that live on, and a look through them every so often would cost more than a tenth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


class Ingest:
    """One run: its counts, and the steps that a batch takes."""

    def __init__(self, landing: Landing, extractor: Extractor, limits: Limits, progress: Progress) -> None:
        self.landing, self.extractor, self.limits, self.progress = landing, extractor, limits, progress
        self.read = self.landed_new = self.located = self.unchanged = self.reread = 0
        self.done = self.total = 0  # files whose batch has landed, and all
        self.rejected: list[Reject] = []
        self.newly_rejected: list[Reject] = []
        self.rejected_rows: list[Reject] = []

    def result(self, finds: Finds) -> IngestResult:
        warnings = tuple(row.message for row in self.rejected_rows)
        return IngestResult(
            self.read, self.landed_new, self.located, self.unchanged, self.reread,
            dict(sorted(finds.skipped.items())),
            tuple(self.rejected), tuple(self.newly_rejected), tuple(self.rejected_rows), warnings,
        )  # fmt: skip

    def take_in(self, finds: Finds, matched: dict[Found, ManifestEntry]) -> None:
        """Reads all files found and lands what is new in them."""
        batch = Batch()
        for folder in finds.closed_folders:
            batch.settled.add(folder.source_path)
            error = Unreadable(
                f"{folder.source_path}: no permission to list this folder. Give it (chmod u+rx)."
            )
            batch.rejects.append(rejection(folder, error, None))
        if batch.rejects:
            with self.landing.transaction():
                self.finish(batch)
        self.total = len(finds.files)
        for sources, batch in self.batches(finds.files, matched):
            self.land(sources, batch)
            self.done += len(batch.settled)
            self.progress(min(self.done, self.total), self.total)
            del sources, batch  # or they would be held while the next are read

    def batches(
        self, files: Iterable[Found], matched: dict[Found, ManifestEntry]
    ) -> Iterator[tuple[list[Source], Batch]]:
        """Files read, in batches, each with the rejections of those that could not be."""
        sources: list[Source] = []
        batch, size = Batch(), 0
        for found in files:
            batch.settled.add(found.source_path)
            data: bytes | None = None
            try:
                data = read_file(found, self.limits.max_bytes)
                document = read_bytes(data, found.path.suffix, found.source_path)
            except ReadError as error:
                batch.rejects.append(rejection(found, error, data))
                continue
            self.read += 1
            size += len(document.text)
            sources.append(Source(found, document, matched.get(found)))
            if len(sources) >= self.limits.batch_documents or size >= self.limits.batch_chars:
                yield sources, batch
                sources, batch, size = [], Batch(), 0
        if batch.settled:
            yield sources, batch

    def land(self, sources: Sequence[Source], batch: Batch) -> None:
        """Lands one batch: new texts, new locations of known ones, texts of which the manifest says
        something new.
        """
        groups: dict[str, list[Source]] = {}
        for source in sources:
            groups.setdefault(source.document.text_hash, []).append(source)
        known = self.landing.known(groups)
        changed: dict[str, ManifestEntry] = {}
        for key, group in groups.items():
            if key not in known:
                continue
            entry = first_entry(group)
            if entry is not None and entry.to_json() != known[key].manifest:
                changed[key] = entry
                self.unchanged -= len(group)
            self.note_locations(batch, key, known[key], group)
        fresh = [group for key, group in groups.items() if key not in known]
        tasks = [Task(group[0].document.text, stem(group[0].found), first_entry(group)) for group in fresh]
        first = seq = self.landing.next_seq()
        held: list[tuple[LandedDocument, Reading]] = []
        with self.landing.transaction():
            for group, task, result in zip(fresh, tasks, self.extractor.run(tasks), strict=True):
                if isinstance(result, Failed):
                    batch.rejects.extend(extraction_error(source, result) for source in group)
                    continue
                held.append((landed(group, task, result, seq), result.reading))
                seq += 1
                if len(held) >= PORTION:
                    self.pass_on(held, batch)
                    self.progress(min(self.done + seq - first, self.total), self.total)
            self.pass_on(held, batch)
            failed = self.finish(batch)
        self.landed_new += seq - first - len(failed)
        if changed:
            self.read_again([(key, 0) for key in changed], changed)

    def note_locations(self, batch: Batch, key: str, known: Known, group: Sequence[Source]) -> None:
        """Adds to a known text the paths at which it was not seen before."""
        added = [
            path for path in dict.fromkeys(s.found.source_path for s in group) if path not in known.locations
        ]
        self.unchanged += len(group) - len(added)
        if added:
            self.located += len(added)
            batch.relocated[key] = [*known.locations, *added]

    def read_again(
        self, texts: Sequence[tuple[str, int]], entries: dict[str, ManifestEntry] | None = None
    ) -> None:
        """Reads landed texts (hash and length) again, with what the manifest now says about them."""
        entries = entries or {}
        for keys in self.portions(texts):
            documents = self.landing.documents(keys)
            tasks = []
            for row in documents:
                entry = ManifestEntry.from_json(row.manifest) if row.manifest else None
                tasks.append(
                    Task(
                        row.content_text,
                        PurePosixPath(row.source_path).stem,
                        entries.get(row.text_hash, entry),
                    )
                )
            batch = Batch(replaces=True)
            held: list[tuple[LandedDocument, Reading]] = []
            with self.landing.transaction():
                for row, task, result in zip(documents, tasks, self.extractor.run(tasks), strict=True):
                    if isinstance(result, Failed):
                        batch.rejects.append(reread_error(row, result))
                        continue
                    told = described(row.text_hash, row.source_path, task.entry, result.masthead)
                    held.append((dataclasses.replace(row, **told), result.reading))
                    if len(held) >= PORTION:
                        self.pass_on(held, batch)
                self.pass_on(held, batch)
                failed = {row.text_hash for row in self.finish(batch) if document_row(row)}
            self.reread += len(batch.origins) - len(failed)

    def portions(self, texts: Sequence[tuple[str, int]]) -> Iterator[list[str]]:
        keys: list[str] = []
        size = 0
        for key, length in texts:
            keys.append(key)
            size += length
            if len(keys) >= self.limits.batch_documents or size >= self.limits.batch_chars:
                yield keys
                keys, size = [], 0
        if keys:
            yield keys

    def pass_on(self, held: list[tuple[LandedDocument, Reading]], batch: Batch) -> None:
        """Hands documents and readings over to the landing and lets go of them."""
        if held:
            self.landing.add(batch, held)
            held.clear()

    def finish(self, batch: Batch) -> list[Reject]:
        """Ends a batch and counts its rejections; those of whole documents at the door are returned."""
        recorded = self.landing.rejects(batch.paths)
        failed = self.landing.finish(batch)
        gc.collect()
        whole = [row for row in failed if document_row(row)]
        self.rejected_rows.extend(row for row in failed if not document_row(row))
        for row in [*batch.rejects, *whole]:
            self.rejected.append(row)
            if not any(row.same_bytes(known) for known in recorded):
                self.newly_rejected.append(row)
        return whole


def landed(group: Sequence[Source], task: Task, result: Extracted, seq: int) -> LandedDocument:
    """The row of a text that is new to the landing, found at one path or several."""
    source = group[0]
    document = source.document
    locations = sorted({item.found.source_path for item in group})
    return LandedDocument(
        text_hash=document.text_hash,
        source_path=locations[0],
        locations=locations,
        retrieved_at=None,
        format=document.format,
        encoding=document.encoding,
        byte_count=document.byte_count,
        char_count=len(document.text),
        landing_seq=seq,
        is_withdrawn=False,
        content_text=document.text,
        **described(document.text_hash, locations[0], task.entry, result.masthead),
    )


def described(
    text_hash: str, source_path: str, entry: ManifestEntry | None, head: Masthead
) -> dict[str, Any]:
    """What this reader and the manifest say about a text, and the identity that follows from that: values
    of a document row by column.
    """
    report = report_id(head, source_path, entry)
    return {
        "report_id": report,
        "report_key": report_key(report, text_hash),
        "source_url": entry.url if entry else None,
        "admin_code": entry.admin_code if entry else None,
        "manifest": entry.to_json() if entry else None,
        "title": head.title,
        "issuer_name": head.issuer_name,
        "issuer_source": head.issuer_source,
        "report_kind": head.report_kind,
        "report_year": head.report_year,
        "plan_start_year": head.plan_start_year,
        "plan_end_year": head.plan_end_year,
        "document_number": head.document_number,
        "published_date": head.published_date,
        "reader_version": language.READER_VERSION,
    }


def document_row(row: Reject) -> bool:
    """Whether a rejection at the door is that of a whole document."""
    return row.row_json is not None and '"landing_seq"' in row.row_json


def stem(found: Found) -> str:
    return PurePosixPath(found.source_path).stem


def first_entry(group: Sequence[Source]) -> ManifestEntry | None:
    return next((source.entry for source in group if source.entry is not None), None)


def rejection(found: Found, error: ReadError, data: bytes | None) -> Reject:
    count = len(data) if data is not None else byte_count(found.path)
    hashed = hash_of(data) if data is not None else None
    return Reject(found.source_path, "read", error.code, error.message, hashed, count)


def extraction_error(source: Source, result: Failed) -> Reject:
    message = (
        f"{source.found.source_path}: the reader failed on this text ({result.error}). "
        "It is a fault of fazhi: report it with the file; the other documents are not affected."
    )
    count = source.document.byte_count
    return Reject(
        source.found.source_path, "read", "extraction_error", message, source.document.byte_hash, count
    )


def reread_error(row: LandedDocument, result: Failed) -> Reject:
    message = (
        f"{row.source_path}: the new reader failed on this landed text ({result.error}). "
        "What the older reader read stays. It is a fault of fazhi: report it with the file."
    )
    return Reject(
        row.source_path, "read", "extraction_error", message, None, row.byte_count, None, row.text_hash
    )
