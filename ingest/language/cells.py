"""From a table cell to a quantity: its row and column say what is counted."""

from __future__ import annotations

import re
from typing import Final

from ingest.language import frame, scopes
from ingest.language.source import Source, State
from ingest.language.tables import Cell
from ingest.records import Quantity, Segment

# a column that says when, not what
_PERIOD: Final = re.compile(
    r"(?:(?:19|20)\d\d年度?|本年度?|本期|今年|上年度?|上年同期|去年(?:同期)?|全年)?"
    r"(?:(?:实际)?(?:完成|执行)(?:值|数|量|情况)?|实际(?:值|数)|(?:目标|计划|任务|指标|预期)(?:值|数)?|数值|数据)?"
)
_PLANNED: Final = re.compile(r"^(?!.*(?:完成|实际|执行|生育|单列|规划)).*(?:计划|目标|任务(?:数|量|值))")
# a row that says only that it counts
_NO_THING: Final = re.compile(r"数量|件数|宗数|数值|数据|数目")
_DONE: Final = re.compile(r"完成|实际|执行(?!人)|现状|基期|上年|去年")
_YEAR: Final = re.compile(r"(20\d\d)年")
_LAST_YEAR: Final = re.compile(r"上年|去年|同期")
_CHANGE: Final = re.compile(r"同比|增减|增长|增幅")


def to_quantity(src: Source, state: State, seg: Segment, cell: Cell) -> Quantity:
    """The quantity of a table cell. Columns and rows may name a year (2023年, 上年) or a change (同比)."""
    title = src.head.title or ""
    years = _YEAR.findall(cell.column) or _YEAR.findall(cell.row)
    year = int(years[0]) if years else frame.base_year(src, seg)
    if not years and year is not None and _LAST_YEAR.search(cell.column):
        year -= 1
    is_change = _CHANGE.search(cell.column) is not None
    says_no_thing = is_change or (cell.column != "" and _PERIOD.fullmatch(cell.column))
    row, column = frame.without_counter(cell.row), frame.without_counter(cell.column)
    if column and _NO_THING.fullmatch(row):
        row = ""
    label = row if row and says_no_thing else " ".join(w for w in (row, column) if w)
    is_done = src.in_plan and _DONE.search(cell.column) is not None
    is_target = not is_change and not is_done and (src.in_plan or _PLANNED.search(cell.column) is not None)
    relative = is_change and cell.unit == "ratio"
    in_line = "\n" not in src.folded[cell.row_start : cell.end]
    return Quantity(
        segment_no=seg.segment_no,
        value_start=cell.start,
        value_end=cell.end,
        part_no=0,
        raw=src.text[cell.start : cell.end],
        value=cell.value,
        unit=cell.unit,
        counter=cell.counter,
        comparator=cell.comparator,
        kind="change" if is_change else "target" if is_target else "actual",
        change_type=("relative" if relative else "absolute") if is_change else None,
        year=(src.head.plan_end_year or year) if is_target and not years else year,
        base_year=year - 1 if is_change and year is not None else None,
        period_start=None,
        period_end=None,
        is_part_year=False,
        recurrence="once" if is_target else None,
        scope=scopes.find_scope(cell.row + title)
        or state.scope
        or frame.default_scope(src, state, cell.row, label),
        subject=scopes.find_subject("", cell.row, src.head.issuer_name),
        subset_marker=None,
        label=frame.clean_label(label),
        verb=None,
        head=frame.clean_label(cell.row or cell.column) or None,
        context=frame.squeeze(f"{cell.row} {cell.column}#{cell.counter or ''}"),
        lead=frame.squeeze(f"{title}。{cell.caption}")[-100:],
        trail="",
        counted_unit=frame.unit_of_change(cell.row) if relative else cell.unit,
        counted_counter=cell.counter,
        lines_named=frame.lines_named(seg, label, ""),
        parent_start=cell.total_start,
        denominator_start=None,
        source_form="table",
        section=seg.section,
        char_start=cell.row_start if in_line else cell.start,
        char_end=cell.line_end,
    )
