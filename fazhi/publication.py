"""From what is landed to a published release: build, audit, and only then publish."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from fazhi import audit_page, clock, corrections, releases
from fazhi.audit import Audit, audit
from fazhi.build import Build, build_candidate, keep_failed
from fazhi.changes import changes_since
from fazhi.expectations import expectations
from fazhi.export import export_parquet
from fazhi.fingerprint import TablePrint, broken_views, content_hash, table_prints
from fazhi.ops import write_ops
from fazhi.outcome import Refused
from fazhi.project import Project, engine_versions
from fazhi.runs import Run
from fazhi.warehouse import Warehouse, candidate_database, remove, sync_tree, write_atomically

Say = Callable[[str], None]


@dataclass(slots=True)
class Publication:
    """What became of a candidate. `release_id` is the published release, `is_new` when it is the candidate's.

    `rows` by `schema.table`; `quantities` and how many of them are `mapped`, in current reports; `audit` is
    None where nothing changed; `rolled_back_id`: the release rolled back that has the same content.
    """

    build: Build
    rows: dict[str, int]
    quantities: int
    mapped: int
    release_id: str = ""
    is_new: bool = False
    audit: Audit | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    rolled_back_id: str | None = None
    removed: list[str] = field(default_factory=list)


def build_and_publish(
    project: Project, warehouse: Warehouse, run: Run, accept: str | None, say: Say
) -> Publication:
    """Build a candidate and publish it if it passes its audit and holds something new.

    `accept`: publish over a refused drift, or once more what was rolled back, for this reason. `say` is told
    each step. Raises Refused when the candidate is not good; it then lies in `warehouse.failed`. Whatever
    ends this early, the published release stays as it is.
    """
    try:
        return _build_and_publish(project, warehouse, run, accept, say)
    finally:
        remove(warehouse.candidate)


def _build_and_publish(
    project: Project, warehouse: Warehouse, run: Run, accept: str | None, say: Say
) -> Publication:
    last = releases.published_release(warehouse)
    inputs = _inputs(project, warehouse)
    if accept is None and last is not None and _built_from(warehouse) == {**inputs, "release": last["id"]}:
        return _unchanged(warehouse, last)
    corrections.check_files(project, warehouse)
    hashes = {
        "reader_hash": project.reader_hash(),
        "rules_hash": project.rules_hash(),
        "corrections_hash": corrections.file_hash(warehouse),
    }
    is_same_code = last is not None and all(last.get(name, "") == value for name, value in hashes.items())
    if not is_same_code or run.counts.get("documents_new"):
        expectations.warm()
    say("building the candidate")
    mapping_hash = project.mapping_hash()
    mapped = None
    if last is not None and last.get("mapping_hash") == mapping_hash:
        mapped = candidate_database(warehouse.releases / last["id"])
    build = build_candidate(project, warehouse, mapped)
    if build.failed_tests:
        _refuse_tests(warehouse, build)
    with duckdb.connect(str(candidate_database(warehouse.candidate))) as connection:
        if broken := broken_views(connection):
            raise Refused("views of the candidate need more than its own file:\n  " + "\n  ".join(broken))
        prints = table_prints(connection)
        digest = content_hash(prints)
        publication = _describe(connection, build, prints)
        if last is not None:
            publication.release_id = last["id"]
            if last["content_hash"] == digest:
                _record_inputs(warehouse, inputs, last["id"])
                return publication
        twin = releases.rolled_back_twin(warehouse, digest)
        if twin is not None and accept is None:
            publication.rolled_back_id = twin
            return publication
        say("auditing the candidate")
        if last is not None:
            _attach_last(connection, warehouse.releases / last["id"])
        publication.audit = result = audit(connection, last, hashes, accept, expectations)
        publication.changes = changes_since(connection, prints, last)
    reason = accept if result.verdict == "accepted" or twin is not None else None
    release_id, moment = releases.new_id(warehouse, digest)
    record = {
        "id": release_id,
        "previous_id": last["id"] if last else None,
        "released_at": clock.text_of(moment),
        "code_version": project.code_version(),
        **hashes,
        "mapping_hash": mapping_hash,
        "accepted_reason": reason,
        "content_hash": digest,
        "tables": {
            name: {"rows": print_.rows, "hash": print_.hash} for name, print_ in sorted(prints.items())
        },
    }
    if result.verdict == "refused":
        _refuse_audit(warehouse, build, record, result)
    run.release_id = release_id
    say("writing the release")
    write_ops(warehouse, record, run)
    with duckdb.connect(str(candidate_database(warehouse.candidate)), read_only=True) as connection:
        export_parquet(connection, warehouse.candidate / "exports")
    _write_report(warehouse.candidate, build, record, result)
    candidate_database(warehouse.candidate).chmod(0o444)
    sync_tree(warehouse.candidate)
    publication.removed = releases.publish(warehouse, release_id)
    publication.release_id, publication.is_new = release_id, True
    _record_inputs(warehouse, inputs, release_id)
    return publication


def _inputs(project: Project, warehouse: Warehouse) -> dict[str, Any]:
    """All that a build rests on. The landing is not written to where nothing is landed, so its time tells."""
    # what a full disk kept from being folded into the file stands in the log beside it
    files = [warehouse.landing, warehouse.landing.with_name(warehouse.landing.name + ".wal")]
    states = [file.stat() for file in files if file.exists()]
    return {
        "landing": [[state.st_size, state.st_mtime_ns] for state in states],
        "rules": project.rules_hash(),
        "readers": project.reader_hash(),
        "corrections": corrections.file_hash(warehouse),
        "code": project.code_version(),
        "engines": engine_versions(),
    }


def _built_from(warehouse: Warehouse) -> dict[str, Any] | None:
    """What the last build rested on and the release that it gave; None where that is not known."""
    try:
        found: dict[str, Any] = json.loads(warehouse.inputs.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _record_inputs(warehouse: Warehouse, inputs: dict[str, Any], release_id: str) -> None:
    write_atomically(warehouse.inputs, json.dumps({**inputs, "release": release_id}) + "\n")


def _unchanged(warehouse: Warehouse, last: dict[str, Any]) -> Publication:
    """The publication of a build that would give the published release once more."""
    prints = {name: TablePrint(int(t["rows"]), str(t["hash"])) for name, t in last["tables"].items()}
    database = candidate_database(warehouse.releases / last["id"])
    with duckdb.connect(str(database), read_only=True) as connection:
        publication = _describe(connection, Build(), prints)
    publication.release_id = last["id"]
    return publication


def _describe(
    connection: duckdb.DuckDBPyConnection, build: Build, prints: dict[str, TablePrint]
) -> Publication:
    row = connection.execute(
        "select count(distinct quantity_key), count(distinct quantity_key) filter (metric_code is not null)"
        " from marts.fct_observation join marts.dim_report using (report_key) where is_current"
    ).fetchone()
    assert row is not None
    return Publication(build, {name: print_.rows for name, print_ in prints.items()}, *row)


def _attach_last(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    path = str(candidate_database(folder)).replace("'", "''")
    connection.execute(f"attach '{path}' as last (read_only)")


def _write_report(folder: Path, build: Build, record: dict[str, Any], result: Audit) -> None:
    """audit.json and audit.html: the verdict and what it rests on, for programs and for people."""
    document = {
        "release": record,
        "verdict": result.verdict,
        "accepted_reason": record["accepted_reason"],
        "explained_by": result.explained_by,
        "tests": {"run": build.tests, "warned": [str(failure) for failure in build.warned_tests]},
        "checks": result.checks,
        "profile": result.profile,
    }
    write_atomically(folder / "audit.json", json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    write_atomically(folder / "audit.html", audit_page.render(document))


def _refuse_tests(warehouse: Warehouse, build: Build) -> None:
    names = "\n".join(f"  {failure}" for failure in build.failed_tests)
    report: dict[str, Any] = {
        "verdict": "refused",
        "failed_tests": [str(failure) for failure in build.failed_tests],
    }
    wanting = []
    if any(failure.name == corrections.HOLDS_TEST for failure in build.failed_tests):
        wanting = [corrections.sentence(row) for row in corrections.stale(warehouse)]
        report["corrections"] = wanting
        names += "".join(f"\n  correction: {words}" for words in wanting)
    write_atomically(
        warehouse.candidate / "audit.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    )
    keep_failed(warehouse)
    raise Refused(
        f"the candidate breaks {len(build.failed_tests)} test(s) and is not published:\n{names}\n"
        f"It lies in {warehouse.failed} to be looked at.",
        failed_tests=[failure.name for failure in build.failed_tests],
        corrections=wanting,
        failed_candidate=str(warehouse.failed),
    )


def _refuse_audit(warehouse: Warehouse, build: Build, record: dict[str, Any], result: Audit) -> None:
    _write_report(warehouse.candidate, build, record, result)
    keep_failed(warehouse)
    lines = [f"  {audit_page.sentence(check)}" for check in result.refusals[:20]]
    is_drift = all(check["grain"].startswith("drift") for check in result.refusals)
    advice = (
        "Nothing explains it: same rules, same readers."
        " If it is right, `fazhi build --accept REASON` publishes it."
        if is_drift
        else "These are fixed bounds; --accept does not lift them."
    )
    raise Refused(
        f"the audit refuses the candidate, {len(result.refusals)} check(s) not met:\n"
        + "\n".join(lines)
        + f"\n{advice}\n"
        f"The candidate lies in {warehouse.failed}, its audit in {warehouse.failed / 'audit.html'}.",
        failed_checks=[
            {k: check[k] for k in ("id", "subject", "measure", "value")} for check in result.refusals
        ],
        failed_candidate=str(warehouse.failed),
    )
