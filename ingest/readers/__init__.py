"""Documents in: files found in folders, read by the reader of their format into canonical text.

A format is a module with `read(data: bytes, name: str) -> tuple[text, encoding]` and a line in FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from ingest.readers import text
from ingest.readers.errors import (
    BinaryFile,
    BlankFile,
    CutCharacter,
    DanglingLink,
    EmptyFile,
    LinkLoop,
    NotRegular,
    ReadError,
    TooLarge,
    Undecodable,
    Unreadable,
)

Reader = Callable[[bytes, str], tuple[str, str]]

FORMATS: dict[str, Reader] = {
    ".txt": text.read,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read: canonical (no byte order mark, line ends LF), and what its bytes were."""

    text: str
    format: str
    encoding: str
    byte_count: int

    @property
    def text_hash(self) -> str:
        """SHA-256 of the canonical text in UTF-8, hex."""
        return sha256(self.text.encode("utf-8")).hexdigest()


def is_readable_format(suffix: str) -> bool:
    """Whether a file with this ending (".txt", any case) is of a format that is read."""
    return suffix.lower() in FORMATS


def read_bytes(data: bytes, suffix: str, name: str) -> Document:
    """The document that `data` holds, read as the format of its file ending. Raises ReadError."""
    content, encoding = FORMATS[suffix.lower()](data, name)
    return Document(content, suffix.lower().removeprefix("."), encoding, len(data))


__all__ = [
    "FORMATS",
    "BinaryFile",
    "BlankFile",
    "CutCharacter",
    "DanglingLink",
    "Document",
    "EmptyFile",
    "LinkLoop",
    "NotRegular",
    "ReadError",
    "Reader",
    "TooLarge",
    "Undecodable",
    "Unreadable",
    "is_readable_format",
    "read_bytes",
]
