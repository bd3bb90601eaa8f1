"""dbt's parse of the project, and the word that its SQL passed its tests, kept for builds of all warehouses.

Both hold for one state of the project's files and one version of dbt and DuckDB, whatever is landed; the word
also for one state of the seeds. They lie in build/parsed/, or in the warehouse where the project cannot be
written to.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.project import Project
from fazhi.warehouse import Warehouse, write_atomically

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Parsed:
    """Where the parse of one state of the project is kept."""

    folder: Path
    sql: str
    rules: str

    @property
    def manifest(self) -> Path:
        """dbt's manifest, as msgpack."""
        return self.folder / f"{self.sql}.msgpack"

    @property
    def word(self) -> Path:
        """There when the tests of the SQL and of the seeds passed."""
        return self.folder / f"{self.sql}-{self.rules}.passed"

    @property
    def target(self) -> Path:
        """dbt's own cache, from which it parses only what changed."""
        return self.folder / "target"


def find(project: Project, warehouse: Warehouse) -> Parsed:
    """The place of the project as it stands now."""
    at_home = os.access(project.root, os.W_OK)
    folder = project.root / "build" / "parsed" if at_home else warehouse.dbt_target
    return Parsed(folder, project.sql_hash(), project.rules_hash())


def load_manifest(place: Parsed) -> Any:
    """The manifest (dbt.contracts.graph.manifest.Manifest) that is kept; None where none can be read."""
    from dbt.contracts.graph.manifest import Manifest

    try:
        manifest = Manifest.from_msgpack(place.manifest.read_bytes())
    except Exception:  # whatever a file that is cut short or of another hand raises: it is made anew
        return None
    manifest.build_flat_graph()  # what macros see as `graph`; not kept
    return manifest


def keep_manifest(place: Parsed, manifest: Any) -> None:
    """Keep it for the next build; a disk that is full or not to be written to costs time only."""
    import msgpack  # what dbt keeps its own parse in

    with contextlib.suppress(OSError):
        place.folder.mkdir(parents=True, exist_ok=True)
        # the dates among the rows of unit tests are written out
        packed = manifest.to_msgpack(lambda data: msgpack.packb(data, default=str, use_bin_type=True))
        write_atomically(place.manifest, packed)
        old = sorted(place.folder.glob("*.msgpack"), key=lambda file: file.stat().st_mtime)[:-_KEPT]
        for file in old:
            for one in (file, *place.folder.glob(f"{file.stem}-*.passed")):
                one.unlink(missing_ok=True)


def keep_word(place: Parsed) -> None:
    """From now on the tests of this state's SQL and seeds are known to pass."""
    with contextlib.suppress(OSError):
        place.folder.mkdir(parents=True, exist_ok=True)
        place.word.touch()


def tests_of_seeds(manifest: Any) -> list[str]:
    """Names of the data tests that look at seeds alone, which no report can break."""
    return sorted(
        node.name
        for node in manifest.nodes.values()
        if str(node.resource_type) == "test"
        and node.depends_on.nodes
        and all(name.startswith("seed.") for name in node.depends_on.nodes)
    )
