"""Which report a text is a version of. Keys are hashes of content, the same on every engine."""

from __future__ import annotations

from hashlib import sha256

from ingest.language.masthead import is_nationally_unique
from ingest.manifest import ManifestEntry
from ingest.records import Masthead

KEYED_KINDS = {"annual_report", "plan", "statistics"}


def short_hash(content: str) -> str:
    """The first 32 hex digits of SHA-256."""
    return sha256(content.encode("utf-8")).hexdigest()[:32]


def report_id(masthead: Masthead, source_path: str, entry: ManifestEntry | None) -> str:
    """Which report a text is: the manifest's url or file; else issuer, kind and year of an annual report,
    plan or table of statistics whose issuer is the only one of its name in the nation; else path and
    title.

    `source_path` is the first of the text's locations in the alphabet, relative to the folder given.
    """
    if entry is not None:
        return short_hash(f"url|{entry.url}" if entry.url else f"file|{entry.file}")
    issuer, kind, year = masthead.issuer_name, masthead.report_kind, masthead.report_year
    if issuer and year and kind in KEYED_KINDS and is_nationally_unique(issuer):
        return short_hash(f"issuer|{issuer}|{kind}|{year}")
    return short_hash(f"path|{source_path}|{masthead.title or ''}")


def report_key(report: str, text: str) -> str:
    """One version of a report: its report_id and the hash of the text."""
    return short_hash(f"{report}|{text}")
