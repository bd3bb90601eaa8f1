"""Documents in: files found in folders, read by the reader of their format into canonical text.

A format is a module with `read(data: bytes, name: str) -> Content` and a line in FORMATS.
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

Reader = Callable[[bytes, str], text.Content]

FORMATS: dict[str, Reader] = {
    ".txt": text.read,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read: canonical (no byte order mark, line ends LF), and what its bytes were.

    `text_hash` is the SHA-256 of the text in UTF-8, `byte_hash` that of the bytes, both hex.
    """

    text: str
    format: str
    encoding: str
    byte_count: int
    text_hash: str
    byte_hash: str


def is_readable_format(suffix: str) -> bool:
    """Whether a file with this ending (".txt", any case) is of a format that is read."""
    return suffix.lower() in FORMATS


def read_bytes(data: bytes, suffix: str, name: str) -> Document:
    """The document that `data` holds, read as the format of its file ending. Raises ReadError."""
    content = FORMATS[suffix.lower()](data, name)
    byte_hash = hash_of(data)
    text_hash = byte_hash if content.is_verbatim else hash_of(content.text.encode("utf-8"))
    format_name = suffix.lower().removeprefix(".")
    return Document(content.text, format_name, content.encoding, len(data), text_hash, byte_hash)


def hash_of(data: bytes) -> str:
    """SHA-256 of bytes, hex."""
    return sha256(data).hexdigest()


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
    "hash_of",
    "is_readable_format",
    "read_bytes",
]
