"""How a command ends: its exit status, what it has to say, and the errors that end it early."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Status(IntEnum):
    """Exit statuses, as the contract names them."""

    DONE = 0
    REFUSED = 1  # the audit refused the candidate, or nothing readable was found
    USAGE = 2
    NEW_REJECTS = 3  # done, but a document was rejected that was not known as rejected before
    COULD_NOT_RUN = 4


@dataclass(slots=True)
class Outcome:
    """A command's result: `data` is the JSON object (without status and command), `lines` is for people."""

    status: Status
    data: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


class FazhiError(Exception):
    """Ends a command with `status`. The message names what is wrong, where, and what to do.

    `data` goes into the JSON object, `lines` (what was done before) to standard output.
    """

    status = Status.COULD_NOT_RUN

    def __init__(self, message: str, **data: Any) -> None:
        super().__init__(message)
        self.data = data
        self.lines: list[str] = []


class UsageProblem(FazhiError):
    """Wrong arguments, or a path that does not exist."""

    status = Status.USAGE


class Refused(FazhiError):
    """The audit refused the candidate, or there is nothing readable."""

    status = Status.REFUSED


class CouldNotRun(FazhiError):
    """The lock is held, the disk is full, a permission lacks, or something broke inside."""


_DISK_WORDS = ("no space left", "disk quota exceeded", "file too large", "enospc", "out of disk")
_DENIED_WORDS = ("permission denied", "read-only file system")


def disk_problem(error: BaseException | str) -> str | None:
    """Say in one sentence that the disk is full or a permission lacks, if `error` tells of that; else None.

    DuckDB and dbt wrap the operating system's errors into text, so the text is looked at too.
    """
    text = str(error)
    number = error.errno if isinstance(error, OSError) else None
    low = text.lower()
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(word in low for word in _DISK_WORDS):
        return f"the disk is full, or a file grew over the limit that this process has: {text}"
    if number in (errno.EACCES, errno.EPERM, errno.EROFS) or any(word in low for word in _DENIED_WORDS):
        return f"no permission: {text}"
    return None
