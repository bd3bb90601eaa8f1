"""What the codes of the warehouse are called, in English and Chinese, and how a value is written."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

Pair = tuple[str, str]

STATUS: dict[str, Pair] = {
    "mapped": ("mapped to a metric", "已归入指标"),
    "stated": ("none or all, in words", "文字所述的无或全部"),
    "unmapped": ("observation without a metric", "未归入指标"),
    "passed_over": ("passed over: no quantity", "略过：不是数量"),
    "unlisted": ("in no list: a fault", "不在任何清单：遗漏"),
}

PASSED_OVER: dict[str, Pair] = {
    "anniversary": ("an anniversary", "周年纪念"),
    "bare_number": ("a number that no words count", "无所计之物的数字"),
    "clock": ("a time of day", "时刻"),
    "code": ("part of a code or name", "代号、编码"),
    "date": ("a date or year", "日期、年份"),
    "document_number": ("a document's number", "文号"),
    "duration_idiom": ("an idiom of time (24小时值守)", "时间惯用语"),
    "identifier": ("an identifier or telephone number", "编号、电话"),
    "indefinite": ("an indefinite one (一批, 一次)", "不定的“一”"),
    "law_article": ("an article of a law", "法条"),
    "list_number": ("a number that begins a heading or item", "标题、条目的序号"),
    "ordinal": ("an ordinal", "序数"),
    "quoted_name": ("within a quoted name", "引号内的名称"),
    "service_line": ("a service line", "服务热线"),
    "slogan": ("within a slogan or set phrase", "口号、固定说法"),
    "threshold": ("a bound that sorts what is counted", "分类的界限"),
    "title": ("within a title", "书名号内的标题"),
    "vague_numeral": ("a number that says no amount", "不确数"),
    "version": ("a version or generation", "版本、代际"),
}

_FIELDS: dict[str, dict[str, Pair]] = {
    "kind": {"actual": ("actual", "实际"), "target": ("target", "目标"), "change": ("change", "变化")},
    "scope": {
        "system": ("whole system", "全系统"),
        "own": ("the agency itself", "本级"),
        "unknown": ("not said", "未说明"),
    },
    "coverage": {
        "whole": ("the whole work of the year", "全年全部工作"),
        "period": ("another span of time", "其他时段"),
        "partial": ("a part of the work", "部分工作"),
    },
    "recurrence": {"yearly": ("every year", "每年"), "once": ("once", "一次")},
    "change_type": {
        "absolute": ("absolute", "绝对量"),
        "relative": ("relative", "相对量"),
        "points": ("percentage points", "百分点"),
    },
    "report_kind": {
        "annual_report": ("annual report", "年度报告"),
        "plan": ("plan", "计划"),
        "statistics": ("statistics", "统计"),
        "news": ("news", "新闻"),
        "other": ("other", "其他"),
    },
}

_REASONS: tuple[tuple[str, str], ...] = (
    (r"selected: the only statement", "采用：唯一的表述"),
    (r"selected: the first of (\d+) statements, which agree", r"采用：\1 处表述一致，取第一处"),
    (r"selected: the first of (\d+) statements, which differ", r"采用：\1 处表述不一，取第一处"),
    (r"part_beside_total", "不采用：是已列总数的一部分"),
    (r"not selected: no metric", "不采用：没有指标"),
    (r"not selected: a target", "不采用：是目标"),
    (r"not selected: a change", "不采用：是变化"),
    (r"not selected: a later version of the report stands", "不采用：报告有更新的版本"),
    (r"not selected: about another body or place", "不采用：说的是其他机构或地方"),
    (r"not selected: covers a part of the work", "不采用：只涉及部分工作"),
    (r"not selected: no year stated", "不采用：年份不明"),
    (r"not selected: a whole year is stated", "不采用：另有全年数"),
    (r"not selected: (\w+) goes before (\w+)", "不采用：另一类文件优先"),
    (r"not selected: a longer period is stated", "不采用：另有更长时段的数"),
    (r"not selected: the report of that year goes first", "不采用：当年的报告优先"),
    (r"not selected: a greater figure is said as the total", "不采用：另有更大的数说明是总数"),
    (r"not selected: what it was before it moved", "不采用：是变动之前的水平"),
    (r"not selected: an exact figure goes first", "不采用：另有确数"),
    (r"not selected: a later report goes first", "不采用：较晚的报告优先"),
    (r"not selected: another report goes first", "不采用：另一份报告优先"),
    (r"not selected: another line goes first", "不采用：另一条热线优先"),
    (r"not selected: stated earlier in the same report", "不采用：同一报告前文已述"),
)
_ENGLISH_REASONS = {"part_beside_total": "not selected: a part of a total that is stated too"}

_COMPARATORS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "≈ "}
_UNITS = {
    "CNY": "元",
    "USD": "美元",
    "age": "岁",
    "day": "天",
    "degree": "℃",
    "hour": "小时",
    "km": "公里",
    "km2": "平方公里",
    "m": "米",
    "m2": "平方米",
    "m3": "立方米",
    "minute": "分钟",
    "month": "个月",
    "mu": "亩",
    "points": "分",
    "second": "秒",
    "times": "倍",
    "tonne": "吨",
    "week": "周",
    "year": "年",
}


def field(name: str, value: str | None) -> Pair:
    """The words for a value of a column; the value itself where it has none; dashes for null."""
    if value is None:
        return "–", "–"
    return _FIELDS[name].get(value, (value, value))


def reason(text: str) -> Pair:
    """A selection_reason in both languages."""
    english = _ENGLISH_REASONS.get(text, text)
    for pattern, chinese in _REASONS:
        if found := re.fullmatch(pattern, text):
            return english, found.expand(chinese)
    return english, english


def passed_over(rule: str) -> Pair:
    """What the rule says that the number is."""
    return PASSED_OVER.get(rule, (rule, rule))


def decimal_text(value: Decimal) -> str:
    """With thousands separated and no trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_text(row: dict[str, Any]) -> str:
    """The value of an observation for people: ≥ 63.06%, +1.2 个百分点, 6,124,000 元, 9,278 件."""
    value: Decimal = row["value"]
    sign = "+" if row["kind"] == "change" and value > 0 else ""
    before = _COMPARATORS.get(row["comparator"], "") + sign
    if row["unit"] == "ratio":
        unit = " 个百分点" if row["change_type"] == "points" else "%"
        return f"{before}{decimal_text(value * 100)}{unit}"
    unit = row["counter"] or "" if row["unit"] == "count" else _UNITS.get(row["unit"], row["unit"])
    return f"{before}{decimal_text(value)} {unit}".rstrip()


def time_text(row: dict[str, Any]) -> str:
    """The year, or the span of time where it is not one whole year."""
    if row["coverage"] == "period" and (row["period_start"] or row["period_end"]):
        return f"{row['period_start'] or '…'} – {row['period_end'] or '…'}"
    year = str(row["year"]) if row["year"] is not None else "–"
    return f"{year} ← {row['base_year']}" if row["kind"] == "change" and row["base_year"] else year
