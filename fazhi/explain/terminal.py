"""An explanation for the terminal: in colour, or with markers in the text that say the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from fazhi.explain import words
from fazhi.explain.load import Explanation
from fazhi.explain.marks import STATUSES, LineNumbers, Mark, Piece, Row, cut_lines

STYLES = {
    "mapped": "bold green",
    "stated": "bold cyan",
    "unmapped": "bold yellow",
    "passed_over": "dim",
    "unlisted": "bold white on red",
}
_AROUND = 18
_RAWS_SHOWN = 16


def is_colourful(console: Console) -> bool:
    """Whether colours reach the reader: a terminal that has them, and no NO_COLOR."""
    return console.is_terminal and not console.no_color and console.color_system is not None


def render(explanation: Explanation, console: Console) -> str:
    """The text with its marks, and the lists of them, as it is to be printed on `console`'s stream."""
    if not is_colourful(console):
        return "\n".join([*_plain_head(explanation), "", *_plain_text(explanation), "", *_lists(explanation)])
    with console.capture() as capture:
        for part in _coloured(explanation):
            console.print(part, highlight=False, soft_wrap=False)
    return capture.get().rstrip("\n")


def marked(piece: Piece, text: str) -> str:
    """A piece with its marker: [9278 → cases_total*] mapped (* stands for an agency and year),
    [5% → cases_total (change)] a change or target, [12 → ?] without a metric, [2023 ~ date] passed over,
    [7 !!] in no list."""
    raw = clean(text[piece.start : piece.end])
    return f"[{raw} {'; '.join(_meaning(mark) for mark in piece.marks)}]" if piece.marks else raw


def pad(text: str, width: int) -> str:
    """Filled with blanks to `width` columns; a Chinese character takes two."""
    return text + " " * max(0, width - cell_len(text))


def clean(text: str) -> str:
    """Control characters, which a terminal might obey, as U+FFFD; one character for one."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c != "\t" else c for c in text)


def _meaning(mark: Mark) -> str:
    if mark.status == "passed_over":
        return f"~ {', '.join(mark.rules)}"
    if mark.status == "unlisted":
        return "!!"
    if mark.status == "unmapped":
        return "→ ?"
    star = "*" if mark.is_in_agency_year else ""
    kinds = dict.fromkeys(o["kind"] for o in mark.observations if o["metric_code"] and o["kind"] != "actual")
    value = f" = {words.value_text(mark.observations[0])}" if mark.status == "stated" else ""
    return f"→ {', '.join(mark.metrics)}{star}{''.join(f' ({kind})' for kind in kinds)}{value}"


def _plain_head(explanation: Explanation) -> list[str]:
    counts = explanation.counts()
    wide = max(cell_len(_name(status)) for status in STATUSES)
    lines = [*_title(explanation), "", f"{pad('', wide)}  numbers  runs of digits"]
    for status in STATUSES:
        one = counts[status]
        lines.append(
            f"{pad(_name(status), wide)}  {one.marks:7}  {one.digits:14}  {_LEGEND[status]}".rstrip()
        )
    return [*lines, _verdict(explanation)]


_LEGEND = {
    "mapped": "[9278 → cases_total], * where it stands for the agency and year 年度取值",
    "stated": "[未发生 → litigations = 0 件]",
    "unmapped": "[12 → ?]",
    "passed_over": "[2023 ~ date]",
    "unlisted": "[7 !!]",
}


def _plain_text(explanation: Explanation) -> Iterator[str]:
    text = explanation.text
    lines = cut_lines(text, explanation.marks)
    wide = len(str(len(lines)))
    for number, pieces in enumerate(lines, 1):
        yield f"{number:{wide}}  {''.join(marked(piece, text) for piece in pieces)}".rstrip()


def _coloured(explanation: Explanation) -> Iterator[RenderableType]:
    yield Text("\n".join(_title(explanation)), "bold")
    counts = explanation.counts()
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title, justify in (("", "left"), ("numbers", "right"), ("runs of digits", "right")):
        table.add_column(title, justify="right" if justify == "right" else "left")
    for status in STATUSES:
        one = counts[status]
        table.add_row(Text(_name(status), STYLES[status]), str(one.marks), str(one.digits))
    is_whole = not explanation.with_status("unlisted")
    yield Group(Text(), table, Text(_verdict(explanation), "green" if is_whole else STYLES["unlisted"]))
    yield Text("Underlined: stands for the agency and year. 下划线：年度取值。\n", "dim")
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, pieces in enumerate(cut_lines(explanation.text, explanation.marks), 1):
        grid.add_row(str(number), _coloured_line(pieces, explanation.text))
    yield grid
    yield Text()
    for line in _lists(explanation):
        yield Text(line, "bold" if line and not line.startswith(" ") else "", overflow="fold")


def _coloured_line(pieces: list[Piece], text: str) -> Text:
    line = Text()
    for piece in pieces:
        style, after = "", ""
        if piece.marks:
            first = piece.marks[0]
            style = STYLES[first.status] + (" underline" if first.is_in_agency_year else "")
            if first.metrics:
                after = f"→{', '.join(first.metrics)}"
        line.append(clean(text[piece.start : piece.end]), style)
        line.append(after, "dim green")
    return line


def _title(explanation: Explanation) -> list[str]:
    report = explanation.report
    version = "" if report["is_current"] else " (a later version of the report stands 已有更新版本)"
    about = (
        report["agency_name"],
        report["report_year"],
        words.field("report_kind", report["report_kind"])[0],
    )
    return [
        clean(report["title"] or "(no title 无标题)"),
        " · ".join(clean(str(word)) for word in about if word),
        f"{clean(report['source_path'])}, version {report['version']}{version}; release {report['release']}",
    ]


def _name(status: str) -> str:
    return f"{words.STATUS[status][1]} {words.STATUS[status][0]}"


def _verdict(explanation: Explanation) -> str:
    counts = explanation.counts()
    runs = sum(one.digits for one in counts.values())
    lost = counts["unlisted"].digits
    if lost:
        return (
            f"{lost} of the {runs} runs of digits are in no list. {runs} 处数字中有 {lost} 处不在任何清单。"
        )
    return f"Nothing lost: all {runs} runs of digits are in a list. {runs} 处数字均在清单之中。"


def _lists(explanation: Explanation) -> Iterator[str]:
    line_of = LineNumbers(explanation.text)
    for status in ("mapped", "stated", "unmapped"):
        marks = explanation.with_status(status)
        if marks:
            yield f"{_name(status)} ({len(marks)})"
            for mark in marks:
                for row in mark.observations:
                    yield from _observation(row, line_of(mark.start))
            yield ""
    passed = explanation.with_status("passed_over")
    if passed:
        yield f"{_name('passed_over')} ({len(passed)})"
        yield from _passed_over(passed)
        yield ""
    unlisted = explanation.with_status("unlisted")
    if unlisted:
        yield f"{_name('unlisted')} ({len(unlisted)})"
        for mark in unlisted:
            before = explanation.text[max(0, mark.start - _AROUND) : mark.start]
            after = explanation.text[mark.end : mark.end + _AROUND]
            around = f"…{before}[{mark.raw}]{after}…".replace("\n", " ")
            yield f"  line {line_of(mark.start)}: {clean(around)}"


def _observation(row: Row, line: int) -> Iterator[str]:
    value = clean(words.value_text(row))
    what = (
        f"{row['name_zh']} {row['metric_code']}"
        if row["metric_code"]
        else clean(row["label"] or "(no label)")
    )
    yield f"  line {line}: {value}  {what}"
    kind, scope, coverage = (words.field(name, row[name])[0] for name in ("kind", "scope", "coverage"))
    facts = [words.time_text(row), kind, f"scope {scope}", f"covers {coverage}"]
    if row["subject"]:
        facts.append(f"about {clean(row['subject'])}")
    if row["metric_code"]:
        facts += [
            f"label {clean(row['label'] or '-')}",
            f"rule {row['rule_id'] or '-'}",
            words.reason(row["selection_reason"])[0],
        ]
    elif row["metrics_of_total"]:
        facts.append(f"a part beside the stated total of {', '.join(row['metrics_of_total'])}")
    if row["is_corrected"]:
        facts.append("corrected by a person")
    yield f"    {'; '.join(facts)}"


def _passed_over(marks: list[Mark]) -> Iterator[str]:
    by_rule: dict[str, list[str]] = {}
    for mark in marks:
        for rule in mark.rules:
            by_rule.setdefault(rule, []).append(clean(mark.raw))
    wide = max(len(rule) for rule in by_rule)
    for rule, raws in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        shown = list(dict.fromkeys(raws))
        more = " …" if len(shown) > _RAWS_SHOWN else ""
        english, chinese = words.passed_over(rule)
        yield f"  {rule:{wide}} {len(raws):4}  {english} {chinese}: {' '.join(shown[:_RAWS_SHOWN])}{more}"
