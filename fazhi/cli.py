"""The command line: common options, one command, one exit status."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from fazhi import __version__, clock, lock, runs, signals
from fazhi.commands import commands_for
from fazhi.context import Command, Context
from fazhi.garbage import collect_seldom
from fazhi.outcome import CouldNotRun, FazhiError, Outcome, Status, UsageProblem, disk_problem
from fazhi.project import quiet_tools
from fazhi.runs import Run
from fazhi.warehouse import Warehouse

_STATUSES = (
    "exit status: 0 done, 1 refused or nothing readable, 2 usage, 3 done, but a document is newly rejected,"
    " 4 could not run"
)


class _Parser(argparse.ArgumentParser):
    """Raises instead of ending the process, so that --json is answered in JSON for wrong arguments too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise UsageProblem(f"{message}\n{self.format_usage().strip()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run fazhi. Gives the exit status of the contract; 130 or 143 when a signal ended it."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    collect_seldom()
    quiet_tools()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # file names need not be valid in the terminal's encoding
            stream.reconfigure(errors="backslashreplace")
    try:
        with signals.handled():
            return _main(words)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.DONE
    except KeyboardInterrupt as interrupt:
        message = "interrupted; nothing was published, the last release stands"
        return _fail(None, _interrupted(interrupt), message, {}, "--json" in words)


def _main(words: list[str]) -> int:
    as_json = "--json" in words
    name: str | None = None
    try:
        commands = commands_for(words)
        parsed = _parser(commands).parse_args(words)
        name = parsed.command
        command = commands[parsed.command]
        context = _context(parsed, command, words)
        outcome = _run(command, parsed, context)
    except FazhiError as error:
        if error.lines and not as_json and "--quiet" not in words:
            print("\n".join(error.lines), flush=True)
        return _fail(name, error.status, str(error), error.data, as_json)
    except BrokenPipeError:
        raise
    except OSError as error:  # outside of the command itself: the lock, the folder
        return _fail(name, Status.COULD_NOT_RUN, disk_problem(error) or str(error), {}, as_json)
    lines = [] if context.quiet else outcome.lines
    if as_json:
        result = {"status": int(outcome.status), "command": name, **outcome.data}
        lines = [json.dumps(result, ensure_ascii=False, default=str)]
    if lines:
        print("\n".join(lines), flush=True)
    return outcome.status


def _run(command: Command, parsed: argparse.Namespace, context: Context) -> Outcome:
    """Run the command, with the lock and a record if it writes; every error becomes a FazhiError."""
    command.check(parsed, context)
    if not command.WRITES:
        return _guarded(command, parsed, context)
    _writable(context.warehouse)
    with lock.writing(context.warehouse.lock, context.run.command):
        try:
            outcome = _guarded(command, parsed, context)
        except FazhiError as error:
            if error.status != Status.USAGE:
                runs.record(context.warehouse, context.run, error.status, str(error))
            raise
        except KeyboardInterrupt as interrupt:
            runs.record(context.warehouse, context.run, _interrupted(interrupt), "interrupted")
            raise
        runs.record(context.warehouse, context.run, outcome.status, None)
        return outcome


def _interrupted(interrupt: KeyboardInterrupt) -> int:
    """128 and the number of the signal, as shells have it."""
    return 128 + (interrupt.number if isinstance(interrupt, signals.Interrupted) else signal.SIGINT)


def _guarded(command: Command, parsed: argparse.Namespace, context: Context) -> Outcome:
    try:
        return command.run(parsed, context)
    except (FazhiError, BrokenPipeError):
        raise
    except Exception as error:
        known = disk_problem(error)
        if known:
            raise CouldNotRun(f"{known}\nNothing was published; the last release stands.") from error
        log = _keep_traceback(context.warehouse)
        raise CouldNotRun(
            f"internal error: {type(error).__name__}: {error}\n(details in {log})",
            log=str(log) if log else None,
        ) from error


def _writable(warehouse: Warehouse) -> None:
    try:
        warehouse.root.mkdir(parents=True, exist_ok=True)
        probe = warehouse.root / f".probe.{os.getpid()}.tmp"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CouldNotRun(f"{warehouse.root} cannot be written: {error.strerror or error}") from error


def _keep_traceback(warehouse: Warehouse) -> Path | None:
    path = warehouse.logs / "internal-error.txt"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{clock.stamp()} fazhi {__version__}\n{traceback.format_exc()}", encoding="utf-8")
        return path
    traceback.print_exc()
    return None


def _fail(name: str | None, status: int, message: str, data: dict[str, Any], as_json: bool) -> int:
    if as_json:
        result = {"status": int(status), "command": name, "error": message, **data}
        print(json.dumps(result, ensure_ascii=False, default=str), flush=True)
    print(f"fazhi: {message}", file=sys.stderr, flush=True)
    return status


def _context(parsed: argparse.Namespace, command: Command, words: list[str]) -> Context:
    named = getattr(parsed, "warehouse", None)
    default = getattr(command, "default_warehouse", lambda _: "warehouse")(parsed)
    manifest = getattr(parsed, "manifest", None)
    if manifest is not None and not Path(manifest).is_file():
        raise UsageProblem(f"no such manifest: {manifest}")
    root = Path(named or default).absolute()
    if root.exists() and not root.is_dir():
        raise UsageProblem(f"{root} is no folder")
    return Context(
        warehouse=Warehouse(root),
        manifest=Path(manifest) if manifest is not None else None,
        json=getattr(parsed, "json", False),
        quiet=getattr(parsed, "quiet", False),
        run=Run("fazhi " + " ".join(words)),
        is_warehouse_named=named is not None,
    )


def _parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    common = _common_options()
    parser = _Parser(
        prog="fazhi",
        description="A warehouse of what agencies report about administrative law enforcement."
        " 行政执法年度报告数据仓库。",
        epilog=_STATUSES,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"fazhi {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for name, command in commands.items():
        command.add_arguments(
            subparsers.add_parser(
                name, help=command.HELP, description=command.HELP, epilog=_STATUSES, parents=[common]
            )
        )
    return parser


def _common_options() -> _Parser:
    """Options before or after a command. SUPPRESS: the one after does not undo the one before."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("common options")
    group.add_argument("--warehouse", metavar="DIR", help="folder of the warehouse (default: warehouse)")
    group.add_argument(
        "--manifest", metavar="FILE", help="CSV or XLSX that says what is known of the documents"
    )
    group.add_argument("--json", action="store_true", help="one JSON object on standard output")
    group.add_argument("--quiet", action="store_true", help="errors only")
    return common
