"""The commands of fazhi, a module each."""

from __future__ import annotations

from types import ModuleType
from typing import cast

from fazhi.commands import build, explain, export, ingest, review, rollback, run, score, status
from fazhi.context import Command

_MODULES: tuple[ModuleType, ...] = (run, ingest, build, export, score, explain, review, status, rollback)

COMMANDS: dict[str, Command] = {module.NAME: cast(Command, module) for module in _MODULES}
