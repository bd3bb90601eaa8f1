"""Results in words for people, and as plain data for --json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi import audit_page, lock
from fazhi.warehouse import Warehouse

if TYPE_CHECKING:
    from fazhi.publication import Publication

_SHOWN = 20

# Marts in the order in which an analyst asks for them.
_FACTS = (
    "fct_agency_year_metric",
    "fct_enforcement_cases",
    "fct_penalties",
    "fct_hotline_tickets",
    "fct_target",
    "fct_reporting_status",
)


def intake_lines(data: dict[str, Any]) -> list[str]:
    """What happened to the documents; every rejected file with its message."""
    counts = ", ".join(
        f"{data[name]} {name}"
        for name in ("new", "located", "unchanged", "reread", "skipped")
        if data.get(name)
    )
    lines = [
        f"Documents: {data['read']} read{f' ({counts})' if counts else ''}, {len(data['rejected'])} rejected"
    ]
    for reject in data["rejected"][:_SHOWN]:
        known = "" if reject["is_new"] else " (known)"
        lines.append(f"  rejected{known}: {_naming(reject)}")
    if len(data["rejected"]) > _SHOWN:
        lines.append(f"  ... and {len(data['rejected']) - _SHOWN} more: fazhi status")
    return lines


def publication_data(publication: Publication, warehouse: Warehouse) -> dict[str, Any]:
    """A publication as data: the release, the build, the audit's verdict, rows by table, what changed."""
    audit = publication.audit
    rows = publication.rows
    return {
        "release": publication.release_id,
        "published": publication.is_new,
        "rolled_back": publication.rolled_back_id,
        "database": str(warehouse.database),
        "exports": str(warehouse.exports),
        "build": {
            "models": publication.build.models,
            "tests": publication.build.tests,
            "warned_tests": [str(failure) for failure in publication.build.warned_tests],
        },
        "audit": None
        if audit is None
        else {
            "verdict": audit.verdict,
            "checks": len(audit.checks),
            "warnings": [audit_page.sentence(check) for check in audit.warnings],
            "accepted": [audit_page.sentence(check) for check in audit.refusals],
            "explained_by": audit.explained_by,
        },
        "observations": rows.get("marts.fct_observation", 0),
        "quantities": publication.quantities,
        "mapped": publication.mapped,
        "findings": rows.get("quality.finding", 0),
        "rows": rows,
        "changes": publication.changes,
        "removed_releases": publication.removed,
    }


def publication_lines(publication: Publication, warehouse: Warehouse) -> list[str]:
    """A publication in words."""
    rows = publication.rows
    share = f" ({publication.mapped / publication.quantities:.0%})" if publication.quantities else ""
    lines = [
        f"Quantities: {publication.quantities:,}, {publication.mapped:,} mapped to a metric{share}",
        "Facts: "
        + ", ".join(f"{name} {rows[f'marts.{name}']:,}" for name in _FACTS if f"marts.{name}" in rows),
    ]
    if "quality.finding" in rows:
        lines.append(f"Findings: {rows['quality.finding']:,}")
    lines += [f"  warning: {failure}" for failure in publication.build.warned_tests]
    if publication.audit is not None:
        lines += _audit_lines(publication)
    if publication.is_new:
        lines.append(f"Published: {publication.release_id}{_change_words(publication.changes)}")
    elif publication.rolled_back_id:
        lines.append(
            f"Not published: this is the content of {publication.rolled_back_id}, which was rolled back."
        )
        lines.append(
            f"Published stays {publication.release_id};"
            " `fazhi build --accept REASON` publishes the other again."
        )
    else:
        lines.append(f"Nothing changed: {publication.release_id} stays published")
    lines.append(
        f"Open {warehouse.database} read-only; Parquet in {warehouse.exports};"
        f" audit in {warehouse.current / 'audit.html'}"
    )
    return lines


def _audit_lines(publication: Publication) -> list[str]:
    audit = publication.audit
    assert audit is not None
    lines = [f"Audit: {audit.verdict}, {publication.build.tests} tests and {len(audit.checks)} checks"]
    lines += [f"  warning: {audit_page.sentence(check)}" for check in audit.warnings[:_SHOWN]]
    if audit.verdict == "accepted":
        lines += [f"  accepted: {audit_page.sentence(check)}" for check in audit.refusals[:_SHOWN]]
    return lines


def _change_words(changes: dict[str, Any]) -> str:
    facts = changes.get("facts")
    if facts is None:
        return " (the first release)"
    words = ", ".join(f"{facts[name]} {name}" for name in ("added", "changed", "removed"))
    return f" (agency-year facts: {words})"


def status_lines(data: dict[str, Any], hint: str) -> list[str]:
    """The status in words."""
    lines = [f"Warehouse: {data['warehouse']}"]
    landed, published = data["landed"], data["published"]
    if landed is None:
        lines.append("Landed: nothing known" if data["running"] else f"Landed: nothing{hint}")
    else:
        kinds = ", ".join(f"{count} {kind}" for kind, count in landed["kinds"].items())
        lines.append(
            f"Landed: {landed['documents']} documents ({kinds}), {landed['quantities']:,} quantities"
            f" (as of {landed['at']})"
        )
        lines.append(f"Rejected: {len(landed['rejected'])}")
        lines += [f"  {_naming(reject)}" for reject in landed["rejected"]]
    if published is None:
        lines.append("Published: nothing yet")
    else:
        since = published.get("published_at") or published.get("released_at") or "unknown"
        lines.append(f"Published: {published['id']} since {since} ({len(data['releases'])} releases kept)")
        if published.get("accepted_reason"):
            lines.append(f"  accepted because: {published['accepted_reason']}")
    lines.append("Running: " + (lock.describe(data["running"]) if data["running"] else "nothing"))
    if data["runs"]:
        lines.append("Last runs:")
        for run in data["runs"]:
            message = (run.get("message") or "").split("\n")[0]
            parts = [run.get("ended_at"), f"status {run.get('status')}", run.get("command"), message]
            lines.append("  " + "  ".join(str(part) for part in parts if part))
    return lines


def _naming(reject: dict[str, Any]) -> str:
    """A reject's message, with the file's name in front where the message does not begin with it."""
    path, message = str(reject["source_path"]), str(reject["message"])
    return message if message.startswith(path) else f"{path}: {message}"
