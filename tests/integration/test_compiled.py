"""The reader compiled to machine code reads what its sources read, and never outlives them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import compiled
from tests.conftest import ROOT

TEXTS = ["samples", "tests/gold"]

# prints what all texts of some folders say, and what reads them: compiled modules or sources
READ = """
import sys
from pathlib import Path
from ingest.language import READER_VERSION, read, scan
from ingest.language.masthead import describe
print(READER_VERSION, file=sys.stderr)
print(Path(scan.__file__).suffix, file=sys.stderr)
for path in sorted(p for folder in sys.argv[1:] for p in Path(folder).rglob("*.txt")):
    text = path.read_text(encoding="utf-8").replace("\\r\\n", "\\n")
    print(path.name, read(text, describe(text, path.stem)))
"""

# keeps the reader's expressions in a file, recalls them and compares them with what `re` makes of their words
RECALL = """
import re, sys
from pathlib import Path
from ingest import compiled
file = Path(sys.argv[1])
compiled.keep_expressions(file)
re.purge()
compiled.recall_expressions(file)
recalled = dict(re._cache)
re.purge()
assert all(re.compile(pattern, flags) == known for (_, pattern, flags), known in recalled.items())
print(len(recalled))
sys.version = "another Python"
re.purge()
compiled.recall_expressions(file)
print(len(re._cache))
"""


def readings(checkout: Path, pure: bool = False) -> tuple[str, str, str]:
    """(reader version, suffix of its modules, all readings) of a fresh Python in a checkout."""
    done = subprocess.run(
        [sys.executable, "-c", READ, *(str(ROOT / folder) for folder in TEXTS)],
        cwd=checkout,
        env={**os.environ, "FAZHI_PURE": "1" if pure else "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    version, suffix = done.stderr.split()
    return version, suffix, done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with the compiled reader; where there is none yet, one that is compiled in haste."""
    copy = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "ingest", copy / "ingest", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "seeds").mkdir()
    for name in ("pyproject.toml", "seeds/admin_divisions.csv", "seeds/division_changes.csv"):
        shutil.copy(ROOT / name, copy / name)
    built = compiled.folder(compiled.reader_version())
    if built.is_dir():
        shutil.copytree(built, copy / built.relative_to(ROOT))
    else:
        hasty = {**os.environ, "MYPYC_OPT_LEVEL": "0"}
        subprocess.run([sys.executable, "-m", "ingest.compiled"], cwd=copy, env=hasty, check=True)
    return copy


@pytest.mark.slow
def test_the_compiled_reader_reads_what_its_sources_read(checkout: Path) -> None:
    version, suffix, said = readings(checkout)
    assert suffix in {".so", ".pyd"}
    assert readings(checkout, pure=True) == (version, ".py", said)


@pytest.mark.slow
def test_after_a_change_of_a_source_the_sources_run(checkout: Path) -> None:
    source = checkout / "ingest/language/scan.py"
    before = source.read_bytes()
    try:
        source.write_bytes(before + b"# changed\n")
        version, suffix, _ = readings(checkout)
    finally:
        source.write_bytes(before)
    assert suffix == ".py"
    assert version != readings(checkout)[0]


@pytest.mark.slow
def test_without_a_compiler_the_reader_stays_as_it_is(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout, tmp_path / "copy", ignore=shutil.ignore_patterns("build"))
    done = subprocess.run(
        [sys.executable, "-m", "ingest.compiled"],
        cwd=tmp_path / "copy",
        env={**os.environ, "CC": "no-such-compiler"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "no C compiler (no-such-compiler)" in done.stdout
    assert not (tmp_path / "copy/build").exists()


def test_expressions_are_recalled_as_they_would_be_compiled_and_not_by_another_python(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RECALL, str(tmp_path / "expressions")],
        cwd=ROOT,
        env={**os.environ, "FAZHI_PURE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    recalled, by_another = map(int, done.stdout.split())
    assert recalled > 200
    assert by_another == 0
