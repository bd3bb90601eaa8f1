"""Where the project lies, what its code and rules hash to, and the environment that its tools run in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fazhi import __version__
from fazhi.outcome import CouldNotRun

# Set before dbt or Great Expectations is imported: both read them at import.
_NO_TELEMETRY = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
}


@dataclass(frozen=True, slots=True)
class Project:
    """The folder with dbt_project.yml, seeds, models and samples."""

    root: Path

    @property
    def samples(self) -> Path:
        """The bundled sample reports."""
        return self.root / "samples"

    @property
    def metrics_csv(self) -> Path:
        """The seed of metrics."""
        return self.root / "seeds" / "metrics.csv"

    @property
    def metric_rules_csv(self) -> Path:
        """The seed of rules, which map quantities to metrics."""
        return self.root / "seeds" / "metric_rules.csv"

    @property
    def corrections_csv(self) -> Path:
        """The seed of corrections, which hold for every warehouse."""
        return self.root / "seeds" / "corrections.csv"

    def reader_hash(self) -> str:
        """READER_VERSION and a hash of the code of ingest/."""
        import ingest
        from ingest.language import READER_VERSION

        folder = Path(ingest.__file__).parent
        return f"{READER_VERSION}-{_hash_files(folder, [folder])}"

    def rules_hash(self) -> str:
        """A hash of everything that gives the landed rows their meaning: seeds, models, macros."""
        parts = [self.root / name for name in ("seeds", "models", "macros", "dbt_project.yml")]
        return _hash_files(self.root, parts)

    def mapping_hash(self) -> str:
        """A hash of everything that gives a context its metrics: under one hash, what was mapped stays so."""
        models = self.root / "models" / "intermediate"
        names = ("int_mapping.sql", "int_mapping_contexts.sql", "int_quantities.sql")
        return _hash_files(
            self.root, [self.metric_rules_csv, self.root / "macros", *(models / n for n in names)]
        )

    def sql_hash(self) -> str:
        """A hash of all that dbt parses here, of where it lies, and of the versions of dbt and DuckDB.

        Of a seed, dbt parses the name; what is in it is loaded by each build.
        """
        names = ("models", "macros", "analyses", "tests/data", "dbt_project.yml", "profiles.yml")
        seeds = self.root / "seeds"
        parts = [self.root / name for name in names] + sorted(seeds.glob("*.yml"))
        listed = sorted(path.name for path in seeds.glob("*.csv"))
        told = "\0".join([_hash_files(self.root, parts), *listed, str(self.root), *engine_versions()])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def code_version(self) -> str:
        """The version of fazhi and a hash of its own code."""
        folder = Path(__file__).parent
        return f"{__version__}+{_hash_files(folder, [folder])}"


def engine_versions() -> list[str]:
    """The versions of what builds the tables: DuckDB, dbt and its adapter."""
    from importlib.metadata import version  # brings the modules of mail

    return [version(name) for name in ("duckdb", "dbt-core", "dbt-duckdb")]


def find_project() -> Project:
    """The project that this code belongs to, else the one around the current folder.

    Raises CouldNotRun when neither holds a dbt_project.yml.
    """
    here = Path.cwd()
    for folder in (Path(__file__).resolve().parents[1], here, *here.parents):
        if (folder / "dbt_project.yml").is_file():
            return Project(folder)
    raise CouldNotRun(
        "no dbt_project.yml found: run fazhi from the folder of the project, or install it with pip -e"
    )


def quiet_tools() -> None:
    """Switch the telemetry of every dependency off, for this process and its children."""
    os.environ.update(_NO_TELEMETRY)


def _hash_files(base: Path, parts: Iterable[Path]) -> str:
    """16 hex characters over names and bytes of all files under `parts`, caches left out."""
    files: list[Path] = []
    for part in parts:
        if part.is_dir():
            files += [
                f
                for f in part.rglob("*")
                if f.is_file() and "__pycache__" not in f.parts and not f.name.startswith(".")
            ]
        elif part.is_file():
            files.append(part)
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.relative_to(base).as_posix()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(base).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
