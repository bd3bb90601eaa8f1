"""Schema `ops` of a release: the history of releases and the runs behind them."""

from __future__ import annotations

from typing import Any

import duckdb

from fazhi import releases
from fazhi.runs import Run
from fazhi.warehouse import Warehouse, candidate_database, read_lines

_RELEASE = {
    "id": ("varchar", "Id of the release; ids sort by time. 版本号,按时间排序。"),
    "previous_id": ("varchar", "The release that was published before it. 上一个已发布版本。"),
    "code_version": ("varchar", "Version and hash of the code that published it. 发布程序的版本。"),
    "reader_hash": ("varchar", "Version and hash of the readers. 阅读程序的版本与哈希。"),
    "rules_hash": ("varchar", "Hash of seeds, models and macros. 规则与模型的哈希。"),
    "released_at": ("timestamp", "When it was made, UTC. 发布时间(UTC)。"),
    "accepted_reason": (
        "varchar",
        "Why it was published over a refused drift; else null. 越过审核发布的理由。",
    ),
    "content_hash": ("varchar", "Hash of all marts and quality tables. 全部数据表的内容哈希。"),
}
_RUN = {
    "run_id": ("varchar", "Id of the run. 运行编号。"),
    "command": ("varchar", "The command. 命令。"),
    "started_at": ("timestamp", "Start, UTC. 开始时间(UTC)。"),
    "ended_at": (
        "timestamp",
        "End, UTC; of the run that published this file: when it wrote this. 结束时间(UTC)。",
    ),
    "status": ("integer", "Exit status; null for the run that published this file. 退出状态。"),
    "message": ("varchar", "Why it failed, or null. 失败原因。"),
    "release_id": ("varchar", "The release that it published, or null. 所发布的版本。"),
    "documents_new": ("bigint", "Documents landed anew. 新入库文档数。"),
    "documents_rejected": ("bigint", "Documents rejected. 拒收文档数。"),
}


def write_ops(warehouse: Warehouse, record: dict[str, Any], run: Run) -> None:
    """Write ops.release (the history and `record`) and ops.run (all runs and this one) into the candidate."""
    history = {row["id"]: row for row in _history(warehouse)}
    history[record["id"]] = record
    runs = [*read_lines(warehouse.runs), run.row(None, None)]
    with duckdb.connect(str(candidate_database(warehouse.candidate))) as connection:
        connection.execute("create schema if not exists ops")
        _write(connection, "release", _RELEASE, [history[key] for key in sorted(history)])
        _write(connection, "run", _RUN, runs)
        connection.execute("checkpoint")


def _history(warehouse: Warehouse) -> list[dict[str, Any]]:
    """All releases that any release folder knows of: each holds those before it."""
    rows: list[dict[str, Any]] = []
    for release_id in releases.release_ids(warehouse):
        path = candidate_database(warehouse.releases / release_id)
        with duckdb.connect(str(path), read_only=True) as connection:
            cursor = connection.execute("select * from ops.release order by id")
            names = [column[0] for column in cursor.description]
            rows += [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return rows


def _write(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: dict[str, tuple[str, str]],
    rows: list[dict[str, Any]],
) -> None:
    definition = ", ".join(f"{name} {type_}" for name, (type_, _) in columns.items())
    connection.execute(f"create or replace table ops.{table} ({definition})")
    if rows:
        marks = ", ".join("?" for _ in columns)
        values = [[row.get(name) for name in columns] for row in rows]
        connection.executemany(f"insert into ops.{table} values ({marks})", values)
    for name, (_, comment) in columns.items():
        connection.execute(f"comment on column ops.{table}.{name} is '{comment}'")
