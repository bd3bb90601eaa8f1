"""Statistics written as lines (label on one line, number on the next) and as pipe rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter
from typing import Final

from ingest.language.lexicon import COUNTERS, MEASURES
from ingest.language.numerals import MULTIPLIERS, parse_arabic

_NUMERIC: Final = re.compile(
    r"(?P<cmp>≥|≤|>=|<=|>|<|约|不少于|不低于|不超过|大约)?(?P<num>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s?(?P<mult>万亿|亿|万|千)?\s?(?P<unit>"
    + "|".join(re.escape(w) for w in sorted({*MEASURES, *COUNTERS}, key=len, reverse=True))
    + r")?(?P<bound>及?以上|及?以下|以内)?"
)
_NO_HEADER: Final = re.compile(
    r"^第?[一二三四五六七八九十\d]+[条款项、.)]|^第[一二三四五六七八九十]+条|序号|^备注|^合计$|^单位|^项目$|^\(?[一二三四五六七八九十]\)?$"
)
_COMPARE: Final = {
    "≥": "ge",
    ">=": "ge",
    "不少于": "ge",
    "不低于": "ge",
    "≤": "le",
    "<=": "le",
    "不超过": "le",
    ">": "gt",
    "<": "lt",
    "约": "approx",
    "大约": "approx",
}
_BOUND: Final = {"以上": "ge", "以下": "le", "以内": "le"}
# columns that name a row's unit, and its number
_UNIT_COLUMN: Final = frozenset(["单位", "计量单位", "指标单位"])
_CODE_COLUMN: Final = frozenset(["序号", "编号", "代码", "指标代码", "序"])
_UNIT_NOTE: Final = re.compile(
    r"\(?(?:单位|计量单位)?[:]?\s?(万元|亿元|元|件|宗|起|人次|家次|户次|辆次|台次|艘次|场次|件次|起次|处次|次|人|%|家|户|份|个|辆|吨)\)?\s*$"
)
_TOTAL_ROW: Final = re.compile(r"^(?:合计|总计|小计|总数|全[省市县区局]合计)(?:\(.*\))?$")
_SUBTOTAL: Final = re.compile(r"(?:小计|合计|共计)$")
# columns of the statutory tables of penalties, permits, coercion and other acts, as whole words
_STATUTORY: Final = re.compile(
    r"警告(?:、通报批评)?|没收违法所得、?没收非法财物|(?:暂扣|吊销)许可证件?、?执照(?:、?降低资质等级)?|限制开展生产经营活动"
    r"|责令停产停业(?:、?责令关闭)?(?:、?限制从业)?|行政拘留|其他行政处罚|罚没金额\([万亿]?元\)|合计\([宗件次]\)|(?:申请|受理|许可|不予许可|撤销许可)数量"
    r"|查封场所、?设施或者?财物|扣押财物|冻结存款、?汇款|加处罚款或者?滞纳金|划拨存款、?汇款|申请法院强制执行"
)
# what a column counts, where a row would name a body or a kind
_MEASURE: Final = re.compile(
    r"数量|金额|合计|总数|次数|件数|收入|总额|^警告|^罚款|没收|暂扣|吊销|停产|停业|限制开展|行政拘留|其他行政处罚|通报批评|降低资质"
    r"|^申请|^受理|许可|查封|扣押|冻结|强制执行|征收|裁决|确认|奖励|给付|检查|\((?:宗|件|次|人|[万亿]?元|起|个|%)\)"
)
_WITHIN_WORDS: Final = re.compile(r"(?<=[\u4e00-\u9fff、])\s+(?=[\u4e00-\u9fff])")
_MAX_LABEL: Final = 40
_MAX_ROW_WORDS: Final = 12
_NONE: Final = "无"
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEAR_HEAD: Final = re.compile(r"(?:19|20)\d\d年度?")
_SENTENCE: Final = re.compile(r"[。;!?]")
_WHEN: Final = re.compile(r"20\d\d|同比|上年|去年|同期|本期")
_RULE: Final = re.compile(r"[-: ]+")
_COUNTS: Final = re.compile(r"[数量件]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: its span, value in base units, and the row and column words that say what it is."""

    start: int
    end: int
    value: Decimal
    unit: str
    counter: str | None
    row: str
    column: str
    row_start: int
    line_start: int
    line_end: int
    comparator: str = "eq"
    caption: str = ""
    total_start: int | None = None  # start of the cell of the row 合计 in the same column


def _number(words: str) -> re.Match[str] | None:
    """A cell that is wholly a number; a year heads a column and is none."""
    if len(words) > 18 or _YEAR_HEAD.fullmatch(words):
        return None
    return _NUMERIC.fullmatch(words)


def _lines(text: str) -> list[tuple[int, int, str]]:
    out = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped.endswith("|") and stripped.count("|") == 1:
            stripped = stripped[:-1].rstrip()  # a cell a line: 警告 |
        elif not stripped.strip("| "):
            stripped = ""
        if stripped:
            start = at + len(line) - len(line.lstrip())
            out.append((start, start + len(stripped), stripped))
        at += len(line) + 1
    return out


def _value(m: re.Match[str], note: str) -> tuple[Decimal, str, str | None]:
    value = parse_arabic(m["num"])
    word = m["unit"]
    if m["mult"]:
        value *= MULTIPLIERS[m["mult"]]
    unit, counter = "count", word
    if word is None and note:
        base = note
        if base.startswith(("万", "亿")):
            value *= MULTIPLIERS[base[0]]
            base = base[1:]
        word = counter = base
    if word in MEASURES:
        unit, factor = MEASURES[word]
        value *= factor
        counter = None if unit == "ratio" else word
    return value, unit, counter


def find_cells(text: str) -> list[Cell]:
    """All table cells of a folded text that hold a number."""
    lines = _lines(text)
    return sorted([*_line_cells(lines), *_pipe_cells(lines)], key=attrgetter("start"))


def _line_cells(lines: list[tuple[int, int, str]]) -> list[Cell]:
    numeric = [_number(line[2]) for line in lines]
    if not any(numeric):
        return []
    out: list[Cell] = []
    headers: dict[int, list[str]] = {}
    i = 0
    labels: list[tuple[int, int, str]] = []
    while i < len(lines):
        if numeric[i] is None:
            if (
                len(lines[i][2]) <= _MAX_LABEL
                and not _SENTENCE.search(lines[i][2])
                and lines[i][2].count("|") < 2
            ):
                labels.append(lines[i])
            else:
                labels = []
                headers = {}
            i += 1
            continue
        j = i
        while j < len(lines) and numeric[j] is not None:
            j += 1
        k = j - i
        if not labels or (
            k == 1 and len(labels) == 1 and not headers and not _looks_like_label(lines, numeric, i)
        ):
            i, labels = j, []
            continue
        counted_in = ""
        if len(labels) > 1 and _is_unit(labels[-1][2]):
            counted_in = labels.pop()[2]  # 检查企业 / 家次 / 402
        row = labels[-1]
        names = _unwrapped([w for _, _, w in labels])
        caption = ""
        if k not in headers and _are_columns(names, k):
            columns, caption, row = names[-k:], " ".join(names[:-k])[-60:], (row[0], row[1], "")
        else:
            wanted = names[-k - 1 : -1] if len(names) > k else []
            if wanted and not any(_NO_HEADER.search(w) for w in wanted):
                headers[k] = wanted
            columns = headers.get(k, [])
            if k == 1 and columns and not _WHEN.search(columns[0]):
                caption, columns = columns[0], []  # of one figure a row: the heading of the rows
        for c in range(k):
            m = numeric[i + c]
            assert m is not None
            column = columns[c] if c < len(columns) else ""
            note = _UNIT_NOTE.search(column) or _UNIT_NOTE.search(row[2]) or _UNIT_NOTE.search(caption)
            value, unit, counter = _value(m, note[1] if note else counted_in)
            start = lines[i + c][0]
            out.append(
                Cell(
                    start,
                    start + _written(m),
                    value,
                    unit,
                    counter,
                    row[2],
                    column,
                    row[0],
                    row[0],
                    lines[i + c][1],
                    caption=caption,
                )
            )
        i, labels = j, []
    return out


def _is_unit(words: str) -> bool:
    """Whether a line names what is counted in, and nothing else."""
    return words in MEASURES or words in COUNTERS or words in {"万元", "亿元"}


def _unwrapped(names: list[str]) -> list[str]:
    """Header cells that a narrow column broke over several lines put together: 没收违法 / 所得、没收非法财物."""
    out: list[str] = []
    for name in names:
        if out and _STATUTORY.fullmatch(out[-1]) is None and _STATUTORY.fullmatch(out[-1] + name):
            out[-1] += name
        else:
            out.append(name)
    return out


def _are_columns(names: list[str], k: int) -> bool:
    """Whether the last `k` names head the columns of a table with one row, which has no name of its own."""
    if k < 3 or len(names) < k or not _MEASURE.search(names[-1]):
        return False
    return sum(_MEASURE.search(name) is not None for name in names[-k:]) > k // 2


def _looks_like_label(lines: list[tuple[int, int, str]], numeric: list[re.Match[str] | None], i: int) -> bool:
    """A single label-number pair is a table only beside another pair."""
    near = [k for k in range(max(0, i - 3), min(len(lines), i + 4)) if k != i and numeric[k] is not None]
    return bool(near)


def _written(m: re.Match[str]) -> int:
    if m["unit"] in MEASURES:
        return m.end() - m.start()
    return (m.end("mult") if m["mult"] else m.end("num")) - m.start()


def _pipe_cells(lines: list[tuple[int, int, str]]) -> list[Cell]:
    out: list[Cell] = []
    nones: list[Cell] = []  # cells 无: zeros where the rest of their column counts
    header: list[str] = []
    previous = -1
    opened = 0
    caption = ""
    for n, (start, end, line) in enumerate(lines):
        if line.count("|") < 2 and not ("|" in line and (header or _number(line.rsplit("|", 1)[1].strip()))):
            header = []
            if line.count("|") == 0:
                caption = line[-60:]
            continue
        if n != previous + 1:
            header = []
            _close(out, opened)
            opened = len(out)
        previous = n
        cells = _split(line, start)
        body = [c for c in cells if c[1]]
        if body and all(_RULE.fullmatch(c[1]) for c in body):
            continue
        numbers = [_number(c[1]) for c in cells]
        texts = [c for c, m in zip(cells, numbers, strict=True) if m is None and c[1] and c[1] != _NONE]
        denied = [c[1] == _NONE for c in cells]
        if not any(numbers) and not (header and any(denied)):
            header = [_WITHIN_WORDS.sub("", c[1]) for c in cells]
            continue
        units, codes = _named(header, _UNIT_COLUMN), _named(header, _CODE_COLUMN)
        unit_word = cells[units][1] if 0 <= units < len(cells) else ""
        if not _is_unit(unit_word):
            units, unit_word = -1, ""
        named = [("" if at in (units, codes) else c[1]) for at, c in enumerate(cells)]
        leading = next((c[1] for c in texts if c[1] in named), "")
        for index, (cell, m) in enumerate(zip(cells, numbers, strict=True)):
            column = header[index] if index < len(header) else ""
            if m is None:
                if denied[index] and index:
                    said = _row_words(named, numbers, index) or leading
                    nones.append(_denied(cell[0], said, column, (start, end), caption))
                continue
            if (
                column in _CODE_COLUMN
                or column in {"年份", "年度"}
                or (index == 0 and not column)
                or (
                    index == 0
                    and len(cells) > 1
                    and "." not in m[0]
                    and m["unit"] is None
                    and texts
                    and not _COUNTS.search(column)
                )
            ):
                continue
            if _YEAR.fullmatch(cell[1]) and "年" in column:
                continue
            note = _UNIT_NOTE.search(column) or _UNIT_NOTE.search(leading) or _UNIT_NOTE.search(caption)
            value, unit, counter = _value(m, note[1] if note else unit_word)
            row = _row_words(named, numbers, index) or leading
            comparator = _COMPARE.get(m["cmp"] or "", "approx" if column.startswith(("约", "大约")) else "eq")
            if m["bound"]:
                comparator = _BOUND[m["bound"][-2:]]
            begin = cell[0] + m.start("num")
            if _TOTAL_ROW.match(row):
                row = row if not column else ""
            out.append(
                Cell(
                    begin,
                    cell[0] + _written(m),
                    value,
                    unit,
                    counter,
                    row,
                    column,
                    start,
                    start,
                    end,
                    comparator,
                    caption,
                )
            )
    _close(out, opened)
    counted = {(c.caption, c.column) for c in out}
    return [*out, *(c for c in nones if (c.caption, c.column) in counted)]


def _close(cells: list[Cell], opened: int) -> None:
    """Cells of a column that has a row 合计 are its parts."""
    totals = {c.column: c.start for c in cells[opened:] if not c.row and c.column}
    since = opened
    for k in range(opened, len(cells)):
        if _SUBTOTAL.search(cells[k].row):
            above = [c for c in cells[since:k] if c.column == cells[k].column]
            if sum(c.value for c in above) == cells[k].value:
                for j in range(since, k):
                    if cells[j].column == cells[k].column:
                        cells[j] = replace(cells[j], total_start=cells[k].start)
            since = k + 1
    for k in range(opened, len(cells)):
        c = cells[k]
        if c.row and totals.get(c.column, c.start) != c.start:
            cells[k] = replace(c, total_start=totals[c.column])


def _named(header: list[str], names: frozenset[str]) -> int:
    """Where the column stands that bears one of the names; -1 where there is none."""
    return next((at for at, name in enumerate(header) if name in names), -1)


def _row_words(cells: list[str], numbers: list[re.Match[str] | None], index: int) -> str:
    near = slice(max(0, index - _MAX_ROW_WORDS), index)
    words = [c for c, m in zip(cells[near], numbers[near], strict=True) if m is None and c not in {"", _NONE}]
    return " ".join(dict.fromkeys(words))[-60:]


def _denied(at: int, row: str, column: str, line: tuple[int, int], caption: str) -> Cell:
    """The cell 无: a stated zero."""
    return Cell(
        at, at + len(_NONE), Decimal(0), "count", None, row, column, line[0], line[0], line[1], "eq", caption
    )


def _split(line: str, start: int) -> list[tuple[int, str]]:
    cells: list[tuple[int, str]] = []
    at = 0
    for part in line.split("|"):
        stripped = part.strip()
        stripped = "" if stripped in {"/", "-", "--", "\\"} else stripped
        cells.append((start + at + len(part) - len(part.lstrip()), stripped))
        at += len(part) + 1
    if cells and not cells[0][1] and line.startswith("|"):
        cells = cells[1:]
    if cells and not cells[-1][1] and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells
