"""The commands of fazhi, a module each, which is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from typing import cast

from fazhi.context import Command

NAMES = (
    *("run", "ingest", "build", "export", "score", "explain", "review"),
    *("diff", "withdraw", "status", "rollback"),
)


def commands_for(words: Collection[str]) -> dict[str, Command]:
    """The commands that these words of a command line may mean; all where they name none.

    Importing them all takes longer than some of them run.
    """
    named = [name for name in NAMES if name in words] or NAMES
    return {name: cast(Command, import_module(f"fazhi.commands.{name}")) for name in named}
