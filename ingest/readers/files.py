"""Files on disk: which there are under the paths given, and their bytes, whatever stands there in place of
a file.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from ingest.readers import is_readable_format
from ingest.readers.errors import DanglingLink, LinkLoop, NotRegular, TooLarge, Unreadable

DEFAULT_MAX_BYTES = 50_000_000
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a format that is read: `source_path` is relative to the folder given, of a single file its
    name.
    """

    source_path: str
    path: Path


@dataclass(slots=True)
class Finds:
    """What stands under the paths given. `skipped` counts files of other kinds by their ending ('' without
    one).
    """

    files: list[Found] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    closed_folders: list[Found] = field(default_factory=list)


def printable(name: str) -> str:
    """A file name as text that can be stored: bytes that are no UTF-8 are written out as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_ignored(name: str) -> bool:
    """Hidden files, and the lock files that office programs leave beside an open document."""
    return name.startswith((".", "~$"))


def find(paths: Iterable[Path]) -> Finds:
    """All files under `paths`, sorted by source path; folders are walked, each real folder once.

    Raises FileNotFoundError for a path that does not exist (a dangling link does exist).
    """
    finds = Finds()
    for path in paths:
        if not os.path.lexists(path):
            raise FileNotFoundError(errno.ENOENT, "no such file or folder", str(path))
        if os.path.isdir(path):
            for source_path, item in walk(path, finds):
                add(finds, source_path, item)
        else:
            add(finds, printable(path.name), path)
    finds.files = sorted(set(finds.files), key=attrgetter("source_path", "path"))
    return finds


def add(finds: Finds, source_path: str, path: Path) -> None:
    if is_readable_format(path.suffix):
        finds.files.append(Found(source_path, path))
    else:
        finds.skipped[path.suffix.lower()] += 1


def walk(root: Path, finds: Finds) -> Iterator[tuple[str, Path]]:
    """Files below `root` with their paths relative to it. Links to folders are followed after all real
    folders, and only to folders not yet seen, so that loops end.
    """
    seen = {identity(root)}
    linked: list[tuple[str, Path]] = []
    pending = [("", root)]
    while pending or linked:
        prefix, folder = pending.pop() if pending else linked.pop(0)
        if prefix and folder.is_symlink():
            if identity(folder) in seen:
                continue
            seen.add(identity(folder))
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            finds.closed_folders.append(Found(prefix.removesuffix("/") or printable(root.name), folder))
            continue
        for entry in entries:
            if is_ignored(entry.name):
                continue
            name, path = prefix + printable(entry.name), Path(entry.path)
            if not is_folder(entry):
                yield name, path
            elif entry.is_symlink():
                linked.append((name + "/", path))
            elif identity(path) not in seen:
                seen.add(identity(path))
                pending.append((name + "/", path))


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one."""
    if entry.is_symlink():
        return os.path.isdir(entry.path)
    return entry.is_dir(follow_symlinks=False)


def identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def read_file(found: Found, max_bytes: int) -> bytes:
    """The bytes of a regular file of at most `max_bytes`.

    Raises DanglingLink, LinkLoop, NotRegular (never waiting for a fifo or device), TooLarge, Unreadable.
    """
    name = found.source_path
    try:
        descriptor = os.open(found.path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise open_error(found, error) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegular(
                f"{name}: is a pipe, socket or device, not a file. Put the document itself there."
            )
        if status.st_size > max_bytes:
            raise too_large(name, status.st_size, max_bytes)
        try:
            data = bytes_of(descriptor, status.st_size, max_bytes)
        except OSError as error:
            raise Unreadable(f"{name}: cannot be read ({error.strerror}). Copy it again.") from None
    finally:
        os.close(descriptor)
    if len(data) > max_bytes:
        raise too_large(name, len(data), max_bytes)
    return data


def bytes_of(descriptor: int, size: int, max_bytes: int) -> bytes:
    """All bytes of an open file that should have `size`; of one that grows beyond `max_bytes` a few more."""
    data = os.read(descriptor, size + 1)
    while len(data) <= max_bytes and (more := os.read(descriptor, CHUNK)):
        data += more
    return data


def too_large(name: str, size: int, max_bytes: int) -> TooLarge:
    return TooLarge(
        f"{name}: has {size:,} bytes, over the limit of {max_bytes:,}. "
        "Split it, or raise the limit with --max-bytes."
    )


def open_error(found: Found, error: OSError) -> DanglingLink | LinkLoop | NotRegular | Unreadable:
    name, path = found.source_path, found.path
    if error.errno == errno.ELOOP:
        return LinkLoop(f"{name}: is a link that leads back to itself. Remove it, or link to the document.")
    if error.errno == errno.ENOENT and path.is_symlink():
        target = printable(os.readlink(path))
        return DanglingLink(
            f"{name}: is a link to {target}, which does not exist. Restore that file or remove the link."
        )
    if error.errno in {errno.ENXIO, errno.EOPNOTSUPP}:
        return NotRegular(f"{name}: is a pipe, socket or device, not a file. Put the document itself there.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Unreadable(
            f"{name}: no permission to read it. Give it to the user who runs fazhi (chmod u+r)."
        )
    return Unreadable(f"{name}: cannot be opened ({error.strerror}). Check that it is still there.")


def byte_count(path: Path) -> int | None:
    """Size of a file that could not be read, where the file system tells."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
