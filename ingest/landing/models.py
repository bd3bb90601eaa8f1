"""The schemas of the landed tables as pandera models, which tell of each bad row what is wrong with it.

Of its own, because pandera takes as long to import as a hundred reports take to land, and most runs have
no bad row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from ingest.landing.schemas import TABLES, Column

Fault = tuple[str, str]  # reason, message


@cache
def model(table: str) -> pa.DataFrameSchema:
    """The pandera model of a landed table."""
    schema = TABLES[table]
    return pa.DataFrameSchema(
        {
            name: pa.Column(column.kind, checks(column), nullable=column.nullable)
            for name, column in schema.columns.items()
        },
        checks=[pa.Check(holds(check), name=name) for name, check in schema.row_checks.items()],
        strict=True,
        ordered=True,
        unique=list(schema.key) or None,
    )


def checks(column: Column) -> list[pa.Check]:
    """What pandera asks of each value."""
    wanted: list[pa.Check] = []
    if column.at_least is not None:
        wanted.append(pa.Check.ge(column.at_least))
    if column.at_most is not None:
        wanted.append(pa.Check.le(column.at_most))
    if column.one_of is not None:
        wanted.append(pa.Check.isin(list(column.one_of)))
    if column.pattern is not None:
        wanted.append(pa.Check.str_matches(column.pattern))
    if column.min_length is not None:
        wanted.append(pa.Check.str_length(min_value=column.min_length))
    return wanted


def holds(check: pl.Expr) -> Callable[[PolarsData], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(check.fill_null(True))


def schema_faults(table: str, frame: pl.DataFrame) -> dict[int, Fault]:
    """The rows that fail the table's model, by row number. Of rows with one key the first stays."""
    faults: dict[int, Fault] = {}
    key = list(TABLES[table].key)
    if key and frame.height:
        later = frame.select(~pl.struct(key).is_first_distinct()).to_series()
        for at in later.arg_true().to_list():
            faults[at] = ("duplicate", f"another row has the same {', '.join(key)}")
    try:
        model(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        for case in errors.failure_cases.iter_rows(named=True):
            if case["index"] is None:
                raise
            if case["check"] != "multiple_fields_uniqueness":
                faults.setdefault(case["index"], fault_of(case))
    return faults


def fault_of(case: dict[str, object]) -> Fault:
    column, check = case["column"], str(case["check"])
    if case["schema_context"] != "Column":
        return check, f"the row fails the check {check}"
    if check == "not_nullable":
        return f"missing_{column}", f"{column} is null"
    return f"invalid_{column}", f"{column} is {str(case['failure_case'])[:80]!r}, which fails {check[:120]}"
