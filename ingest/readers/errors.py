"""Why a document cannot be read: one exception a reason, each with a code and a message that says what to
do.
"""

from __future__ import annotations

from typing import ClassVar


class ReadError(Exception):
    """A document that cannot be read. `code` is the reason's name, `message` names the file and the way
    out.
    """

    code: ClassVar[str] = "unreadable"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EmptyFile(ReadError):
    code = "empty"


class BlankFile(ReadError):
    code = "blank"


class BinaryFile(ReadError):
    code = "binary"


class CutCharacter(ReadError):
    code = "cut"


class Undecodable(ReadError):
    code = "undecodable"


class Unreadable(ReadError):
    code = "unreadable"


class TooLarge(ReadError):
    code = "too_large"


class DanglingLink(ReadError):
    code = "dangling_link"


class LinkLoop(ReadError):
    code = "link_loop"


class NotRegular(ReadError):
    code = "not_regular"
