"""What counts as a full disk or a lacking permission, however it is wrapped."""

from __future__ import annotations

import errno

import pytest

from fazhi.outcome import disk_problem


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "disk is full"),
        (OSError(errno.EFBIG, "File too large"), "disk is full"),
        ("IO Error: Could not write all bytes to file: No space left on device", "disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), "no permission"),
        (PermissionError(errno.EACCES, "Permission denied"), "no permission"),
        (ValueError("something else"), None),
        (OSError(errno.EIO, "Input/output error"), None),
    ],
)
def test_disk_problem(error: BaseException | str, words: str | None) -> None:
    found = disk_problem(error)
    assert (found is None) if words is None else (found is not None and words in found)
