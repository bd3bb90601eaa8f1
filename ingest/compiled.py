"""The reader compiled to machine code by mypyc, nearly twice as fast: `python -m ingest.compiled` builds it.

What is built lies in build/compiled/, in a folder whose name holds the hash of the sources and the Python
that it is for. It is used only where that name fits: after any change of a source the sources themselves run
again. With FAZHI_PURE=1 in the environment they always do. MYPYC_OPT_LEVEL=0 compiles it sooner and slower.

Beside it lie its regular expressions as `re` compiled them, which takes a third of a start: nearly 300, some
with thousands of words. `re` can't store them, so this goes by what it does within; where that is otherwise
than in the Python that built them, they are compiled as ever.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent
_ROOT = _PACKAGE.parent
_LANGUAGE = _PACKAGE / "language"
_COMPILED = _ROOT / "build" / "compiled"
_EXPRESSIONS = "expressions"  # the file of them, beside the compiled modules


def sources() -> list[Path]:
    """The modules to compile: all of the reader but `__init__`, which chooses what they are loaded from."""
    return [path for path in sorted(_LANGUAGE.glob("*.py")) if path.stem != "__init__"]


def reader_version() -> str:
    """A hash of the code and place names that reading rests on, compiled or not."""
    digest = hashlib.sha256()
    seeds = [_ROOT / "seeds" / name for name in ("admin_divisions.csv", "division_changes.csv")]
    beside = [_PACKAGE / "records.py", _PACKAGE / "places.py", *seeds]
    for path in [*sorted(_LANGUAGE.glob("*.py")), *(p for p in beside if p.exists())]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def folder(version: str) -> Path:
    """Where the reader of this version lies, compiled for this Python."""
    return _COMPILED / f"{version}{EXTENSION_SUFFIXES[0].rsplit('.', 1)[0]}"


def paths(version: str) -> list[str]:
    """Folders to look into for the modules of the reader before its sources; empty where those are to run."""
    built = folder(version)
    if os.environ.get("FAZHI_PURE") == "1" or not built.is_dir():
        return []
    recall_expressions(built / _EXPRESSIONS)
    # the modules are doors to one library, which is a module of its own beside their package
    sys.path.append(str(built))
    return [str(built / "ingest" / "language")]


def build() -> str:
    """Build the compiled reader unless it is there; says what was done, or why not.

    Raises RuntimeError with the compilers' output where they fail.
    """
    target = folder(reader_version())
    if target.is_dir():
        return f"The reader is compiled: {target.relative_to(_ROOT)}"
    if missing := _missing():
        return f"The reader stays uncompiled and reads at little more than half the speed: {missing}."
    _COMPILED.mkdir(parents=True, exist_ok=True)
    # under another name until it is whole
    unfinished = _COMPILED / f"unfinished-{os.getpid()}"
    try:
        command = [sys.executable, "-m", "ingest.compiled", str(unfinished)]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, errors="replace")
        if done.returncode:
            raise RuntimeError((done.stdout + done.stderr).strip()[-2000:])
        shutil.rmtree(unfinished / "c")
        unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    for other in _COMPILED.iterdir():
        if other != target and not other.name.startswith("unfinished"):
            shutil.rmtree(other, ignore_errors=True)
    return f"The reader has been compiled: {target.relative_to(_ROOT)}"


def _missing() -> str | None:
    """What compiling needs and is not there."""
    import sysconfig
    from importlib.util import find_spec

    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if not (_ROOT / "pyproject.toml").exists():
        return "an installed package is not compiled, only a checkout"
    if find_spec("mypyc") is None or find_spec("setuptools") is None:
        return "mypy with mypyc is not installed"
    if shutil.which(compiler) is None:
        return f"there is no C compiler ({compiler})"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "the headers of Python (Python.h) are not installed"
    return None


def _compile(target: Path) -> None:
    """Compile the sources into `target`, C sources and objects into its folder c."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    modules = mypycify(
        [str(path.relative_to(_ROOT)) for path in sources()],
        opt_level=os.environ.get("MYPYC_OPT_LEVEL", "3"),
        debug_level="0",
        target_dir=str(target / "c"),
    )
    command = build_ext(Distribution({"name": "ingest", "ext_modules": modules}))
    command.build_lib, command.build_temp = str(target), str(target / "c")
    command.ensure_finalized()
    command.run()


def keep_expressions(file: Path) -> None:
    """Write down the code of every regular expression of the sources."""
    for source in sources():
        import_module(f"ingest.language.{source.stem}")
    kept = [
        (flags, _expression(pattern, flags)) for kind, pattern, flags in vars(re)["_cache"] if kind is str
    ]
    file.write_bytes(marshal.dumps((sys.version, kept)))


def recall_expressions(file: Path) -> None:
    """Let `re` find the regular expressions that were written down, as if it had compiled them already."""
    if not file.exists():
        return
    made_by, kept = marshal.loads(file.read_bytes())
    if made_by == sys.version:
        known, compile_code = vars(re)["_cache"], import_module("_sre").compile
        for flags, expression in kept:
            known[str, expression[0], flags] = compile_code(*expression)


def _expression(pattern: str, flags: int) -> tuple[Any, ...]:
    """What `re` hands to its engine: pattern, flags, code, number of groups, groups by name, the reverse."""
    parsed = import_module("re._parser").parse(pattern, flags)
    code = import_module("re._compiler")._code(parsed, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, group in state.groupdict.items():
        names[group] = name
    whole = flags | state.flags
    return pattern, whole, [int(word) for word in code], state.groups - 1, dict(state.groupdict), tuple(names)


def main() -> int:
    if len(sys.argv) > 1:
        target = Path(sys.argv[1])
        target.mkdir(parents=True)
        keep_expressions(target / _EXPRESSIONS)  # before the compiler's own fill what `re` remembers
        _compile(target)
        return 0
    print("Compiling the reader takes a minute or two.", flush=True)
    try:
        print(build())
    except RuntimeError as error:
        print(f"The reader could not be compiled and runs from its sources:\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
