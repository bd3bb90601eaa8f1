"""An explanation as one self-contained HTML page, which also reads without JavaScript.

Each number is a link to its entry among the details, and each entry leads back; the script only shows the
entry beside the number instead.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from fazhi.explain import words
from fazhi.explain.load import Explanation
from fazhi.explain.marks import STATUSES, LineNumbers, Mark, Piece, Row, cut_lines
from fazhi.explain.words import Pair

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
_AROUND = 24


def render(explanation: Explanation) -> str:
    """The page."""
    parts = [
        *_head(explanation),
        *_header(explanation),
        *_legend(explanation),
        "<main>",
        *_text(explanation),
        *_index(explanation),
        "</main>",
        *_details(explanation),
        '<div id="card" role="dialog" aria-label="Details 明细" hidden></div>',
        f"<script>{_SCRIPT}</script></body></html>\n",
    ]
    return "".join(parts)


def safe(text: object) -> str:
    """Escaped for HTML, in text and in quoted attributes; control characters as U+FFFD."""
    shown = "".join(
        c if c in "\n\t" or (c >= " " and not "\x7f" <= c <= "\x9f") else "\ufffd" for c in str(text)
    )
    return escape(shown, quote=True)


def _source(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _head(explanation: Explanation) -> Iterator[str]:
    policy = (
        f"default-src 'none'; img-src data:; style-src {_source(_STYLE)}; script-src {_source(_SCRIPT)};"
        " base-uri 'none'; form-action 'none'"
    )
    yield '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<link rel="icon" href="data:,">'
    yield f"<title>{safe(explanation.report['title'] or explanation.report['source_path'])} · fazhi</title>"
    yield f"<style>{_STYLE}</style></head><body>"


def _header(explanation: Explanation) -> Iterator[str]:
    report = explanation.report
    yield f"<header><h1>{safe(report['title'] or report['source_path'])}</h1><dl class=about>"
    years = (report["plan_start_year"], report["plan_end_year"])
    year = " – ".join(str(y) for y in dict.fromkeys(years) if y) or report["report_year"]
    url = report["source_url"] or ""
    link = f'<a href="{safe(url)}" rel="noreferrer">{safe(url)}</a>'
    items: list[tuple[Pair, str]] = [
        (("Agency", "机构"), safe(report["agency_name"] or report["issuer_name"] or "–")),
        (("Kind", "类型"), _both(words.field("report_kind", report["report_kind"]))),
        (("Year", "年份"), safe(year or "–")),
        (("Published", "发布"), safe(report["published_date"] or "–")),
        (("File", "文件"), safe(report["source_path"])),
        (("Version", "版本"), _version(report)),
        (("Release", "库版本"), safe(report["release"])),
    ]
    if url:
        items.append((("Source", "来源"), link if url.startswith(("https://", "http://")) else safe(url)))
    for (english, chinese), value in items:
        yield f"<div><dt>{english} {chinese}<dd>{value}</div>"
    yield "</dl></header>"


def _version(report: Row) -> str:
    later = "" if report["is_current"] else " · a later one stands 已有更新版本"
    return f"{report['version']}{later}"


def _legend(explanation: Explanation) -> Iterator[str]:
    counts = explanation.counts()
    runs = sum(one.digits for one in counts.values())
    lost = counts["unlisted"].digits
    yield "<section class=legend aria-label='Legend 图例'><table><thead><tr><th>Numbers in the text 文中数字"
    yield "<th>how many 个数<th>runs of digits 数字串</thead><tbody>"
    for status in STATUSES:
        one = counts[status]
        english, chinese = words.STATUS[status]
        yield f'<tr><td><label><input type=checkbox id="show-{status}" checked> '
        yield f'<span><span class="n {status}">123</span></span>'
        yield f"<span>{chinese} <small>{english}</small></span></label>"
        yield f"<td>{one.marks}<td>{one.digits}"
    yield f"</tbody><tfoot><tr><td>Together 合计<td>{len(explanation.marks)}<td>{runs}</tfoot></table><div>"
    if lost:
        yield f"<p class=lost>{lost} runs of digits are in no list. 有 {lost} 处数字不在任何清单。</p>"
    else:
        yield f"<p class=whole>Nothing lost: all {runs} runs of digits are in a list."
        yield f" 没有遗漏：{runs} 处数字均在清单之中。</p>"
    yield '<p><span class="n mapped stands">123</span> stands for the agency and year'
    yield " 作为该机构该年度的取值</p>"
    yield "<p class=hint>Point at a number or click it for its details. 指向或点击数字，可见明细。"
    yield ' <a href="#index">By metric 按指标</a> · <a href="#details">Details 明细</a></p></div></section>'


def _text(explanation: Explanation) -> Iterator[str]:
    text = explanation.text
    lines = cut_lines(text, explanation.marks)
    yield "<article lang=zh-Hans>"
    start = 0
    for pieces in lines:
        end = start + (pieces[-1].end - pieces[0].start if pieces else 0)
        line = text[start:end]
        if line.strip():
            span = (start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            level = explanation.headings.get(span)
            kind = ' class="table"' if line.count("|") + line.count("\t") > 1 else ""
            kind = kind if level is None else f' class="h h{level}"'
            yield f"<p{kind}>{''.join(_piece(piece, text) for piece in pieces)}</p>\n"
        start = end + 1
    yield "</article>"


def _piece(piece: Piece, text: str) -> str:
    raw = safe(text[piece.start : piece.end])
    first = piece.marks[0] if piece.marks else None
    # of spans that begin together one is the link's own; the others get an anchor before it
    anchors = "".join(f'<i id="m{mark.no}"></i>' for mark in piece.begins if mark is not first)
    if first is None:
        return anchors + raw
    identity = f' id="m{first.no}"' if first in piece.begins else ""
    also = " ".join(str(mark.no) for mark in piece.marks[1:])
    others = f' data-also="{also}"' if also else ""
    title = safe("\n".join(_short(mark) for mark in piece.marks))
    return (
        f'{anchors}<a class="n {_classes(first)}"{identity} href="#d{first.no}" data-no="{first.no}"{others}'
        f' title="{title}">{raw}</a>'
    )


def _classes(mark: Mark) -> str:
    return mark.status + (" stands" if mark.is_in_agency_year else "")


def _short(mark: Mark) -> str:
    """A mark in a line or two, for the browser's own hint."""
    if mark.status == "passed_over":
        return "; ".join(f"{rule}: {' '.join(words.passed_over(rule))}" for rule in mark.rules)
    if mark.status == "unlisted":
        return " ".join(words.STATUS["unlisted"])
    return "\n".join(
        f"{row['metric_code'] or words.STATUS['unmapped'][1]} {row['name_zh'] or row['label'] or ''}:"
        f" {words.value_text(row)} ({words.time_text(row)})"
        for row in mark.observations
    )


def _index(explanation: Explanation) -> Iterator[str]:
    """The lists that lead to the places: by metric, without one, passed over by rule, in no list."""
    yield "<nav id=index><h2>By metric 按指标</h2>"
    by_metric: dict[str, list[tuple[Mark, Row]]] = {}
    for mark in explanation.marks:
        for row in mark.observations:
            if row["metric_code"]:
                by_metric.setdefault(row["metric_code"], []).append((mark, row))
    if not by_metric:
        yield "<p>No number states a metric. 没有归入指标的数字。</p>"
    for code, entries in by_metric.items():
        yield f"<section><h3>{safe(entries[0][1]['name_zh'])} <code>{safe(code)}</code></h3><ul class=chips>"
        for mark, row in entries:
            stands = " stands" if row["in_agency_year"] else ""
            yield f'<li><a class="n {mark.status}{stands}" href="#m{mark.no}">'
            yield f"{safe(words.value_text(row))}</a> <small>{safe(_circumstances(row))}</small>"
        yield "</ul></section>"
    yield from _index_unmapped(explanation.with_status("unmapped"))
    yield from _index_passed_over(explanation.with_status("passed_over"))
    unlisted = explanation.with_status("unlisted")
    if unlisted:
        yield f"<h2>{_both(words.STATUS['unlisted'])} ({len(unlisted)})</h2><ul class=chips>"
        yield "".join(f'<li><a class="n unlisted" href="#m{m.no}">{safe(m.raw)}</a>' for m in unlisted)
        yield "</ul>"
    yield "</nav>"


def _circumstances(row: Row) -> str:
    """What tells the figures of a metric from each other: time, and what is not the plain case."""
    parts = [words.time_text(row)]
    for name, plain in (("kind", "actual"), ("scope", "unknown"), ("coverage", "whole")):
        if row[name] != plain:
            parts.append(words.field(name, row[name])[1])
    return " · ".join([*parts, *([row["subject"]] if row["subject"] else [])])


def _index_unmapped(marks: list[Mark]) -> Iterator[str]:
    if not marks:
        return
    yield f"<details open><summary>{_both(words.STATUS['unmapped'])} ({len(marks)})</summary><ul>"
    for mark in marks:
        row = mark.observations[0]
        yield f'<li><a class="n unmapped" href="#m{mark.no}">{safe(words.value_text(row))}</a> '
        yield safe(row["label"] or "–")
    yield "</ul></details>"


def _index_passed_over(marks: list[Mark]) -> Iterator[str]:
    if not marks:
        return
    yield f"<details open><summary>{_both(words.STATUS['passed_over'])} ({len(marks)})</summary>"
    for rule, entries in _by_rule(marks).items():
        yield f"<h3>{_both(words.passed_over(rule))} <code>{safe(rule)}</code> {len(entries)}</h3>"
        yield "<p class=chips>"
        yield " ".join(f'<a class="n passed_over" href="#m{m.no}">{safe(m.raw)}</a>' for m in entries)
        yield "</p>"
    yield "</details>"


def _by_rule(marks: list[Mark]) -> dict[str, list[Mark]]:
    by_rule: dict[str, list[Mark]] = {}
    for mark in marks:
        for rule in mark.rules:
            by_rule.setdefault(rule, []).append(mark)
    return dict(sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])))


def _details(explanation: Explanation) -> Iterator[str]:
    """One entry a mark, in text order: what the script shows beside a number, and what is printed."""
    line_of = LineNumbers(explanation.text)
    by_place = {mark.start: mark for mark in reversed(explanation.marks) if mark.observations}
    yield "<details id=details open><summary>Details of every number 每个数字的明细</summary><ol>"
    for mark in explanation.marks:
        english, chinese = words.STATUS[mark.status]
        yield f'<li id="d{mark.no}" class="{_classes(mark)}"><div class=top>'
        yield f'<a class="n {_classes(mark)}" href="#m{mark.no}">'
        yield f"<span class=no>{mark.no}</span> {safe(mark.raw)}</a> "
        yield f"<b>{chinese}</b> <small>{english} · line 第 {line_of(mark.start)} 行</small></div>"
        for rule in mark.rules:
            yield f"<p>{_both(words.passed_over(rule))} <code>{safe(rule)}</code></p>"
        for row in mark.observations:
            yield from _observation(row, by_place)
        if mark.status == "unlisted":
            before = explanation.text[max(0, mark.start - _AROUND) : mark.start]
            after = explanation.text[mark.end : mark.end + _AROUND]
            yield f"<p>…{safe(before)}<mark>{safe(mark.raw)}</mark>{safe(after)}…</p>"
    yield "</ol></details>"


def _observation(row: Row, by_place: dict[int, Mark]) -> Iterator[str]:
    items: list[tuple[Pair, str]] = []
    if row["metric_code"]:
        name = f"<b>{safe(row['name_zh'])}</b> <code>{safe(row['metric_code'])}</code>"
        items.append((("Metric", "指标"), name))
    items.append((("Label", "所计"), safe(row["label"] or "–")))
    items.append((("Value", "数值"), f"{safe(words.value_text(row))} <small>{safe(row['unit'])}</small>"))
    items.append((("Year", "年份"), safe(words.time_text(row))))
    items.append((("Kind", "类别"), _both(words.field("kind", row["kind"]))))
    items.append((("Scope", "口径"), _both(words.field("scope", row["scope"]))))
    items.append((("Covers", "范围"), _both(words.field("coverage", row["coverage"]))))
    if row["subject"]:
        items.append((("About", "对象"), safe(row["subject"])))
    if row["hotline"]:
        items.append((("Line", "热线"), safe(row["hotline"])))
    for name, pair in (("parent_start", ("Part of", "属于")), ("denominator_start", ("Share of", "占"))):
        if (other := by_place.get(row[name])) is not None:
            text = f'<a href="#m{other.no}">{safe(words.value_text(other.observations[0]))}</a>'
            items.append((pair, f"{text} {safe(other.observations[0]['label'] or '')}"))
    if row["metric_code"]:
        like = f" <small>e.g. 例：{safe(row['rule_example'])}</small>" if row["rule_example"] else ""
        items.append((("Rule", "规则"), f"<code>{safe(row['rule_id'] or '–')}</code>{like}"))
        yes = "<b>yes 是</b>" if row["in_agency_year"] else "no 否"
        items.append((("Agency-year", "年度取值"), f"{yes} · {_both(words.reason(row['selection_reason']))}"))
    elif row["metrics_of_total"]:
        codes = ", ".join(f"<code>{safe(code)}</code>" for code in row["metrics_of_total"])
        items.append((("No metric", "无指标"), f"{_both(words.reason('part_beside_total'))} {codes}"))
    if row["is_corrected"]:
        items.append((("Corrected", "更正"), _both(("by a person", "经人工更正"))))
    at, end = row["value_start"] - row["char_start"], row["value_end"] - row["char_start"]
    evidence = row["evidence"]
    quoted = f"{safe(evidence[:at])}<mark>{safe(evidence[at:end])}</mark>{safe(evidence[end:])}"
    items.append((("Evidence", "原文"), quoted))
    yield "<dl>"
    for (english, chinese), value in items:
        yield f"<dt>{chinese} <small>{english}</small><dd>{value}"
    yield "</dl>"


def _both(pair: Pair) -> str:
    english, chinese = pair
    return safe(chinese) if english == chinese else f"{safe(chinese)} <small>{safe(english)}</small>"
