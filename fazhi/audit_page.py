"""The audit for people: sentences for the terminal, and one self-contained HTML page in two languages."""

from __future__ import annotations

from html import escape
from typing import Any

Check = dict[str, Any]

_VERDICTS = {
    "passed": ("Passed", "通过"),
    "warned": ("Passed, with warnings", "通过,有提示"),
    "accepted": ("Published over a refused drift", "越过差异审核发布"),
    "refused": ("Refused", "未通过"),
}
_EXPLANATIONS = {
    "reader": ("changed readers", "阅读程序有更新"),
    "rules": ("changed rules or models", "规则或模型有更新"),
    "corrections": ("changed corrections", "人工更正有更新"),
    "reports": ("new, revised or withdrawn reports", "报告有增减或修订"),
}
_STYLE = (
    "body{font:15px/1.5 system-ui,'Noto Sans CJK SC','Source Han Sans SC','PingFang SC',"
    "'Microsoft YaHei',sans-serif;"
    "max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}"
    "th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d8dde5;vertical-align:top}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums}small{color:#5b6675}"
    ".bad{background:#fde8e6}.soft{background:#fff6da}.verdict{font-size:1.3rem;font-weight:600}"
)


def sentence(check: Check) -> str:
    """A check in one line: what it is about, its value and its bound."""
    subject = "" if check["subject"] == "*" else f" [{check['subject']}]"
    return f"{check['name_en']}{subject}: {number(check['value'])}, allowed {_range(check)}"


def number(value: Any) -> str:
    """A value with at most six significant decimals and no trailing zeros."""
    if value is None or value != value:
        return "-"
    text = f"{float(value):,.6f}".rstrip("0").rstrip(".")
    return text or "0"


def render(document: dict[str, Any]) -> str:
    """The page for an audit.json."""
    english, chinese = _VERDICTS[document["verdict"]]
    release = document["release"]
    checks: list[Check] = document["checks"]
    missed = [check for check in checks if not check["is_met"]]
    met = [check for check in checks if check["is_met"]]
    parts = [
        "<!doctype html><html lang='zh'><meta charset='utf-8'>",
        f"<title>fazhi audit {escape(release['id'])}</title>",
        f"<style>{_STYLE}</style><h1>Audit 审核</h1>",
        f"<p class=verdict>{english} {chinese}</p>",
        f"<p>Release 版本 {escape(release['id'])}<br>",
        f"Before it 上一版本 {escape(release['previous_id'] or '-')}<br>",
        f"Tests run 测试数 {document['tests']['run']}, checks 审核项 {len(checks)}, ",
        f"not met 未满足 {len(missed)}</p>",
    ]
    if document["accepted_reason"]:
        parts.append(f"<p class=soft>Accepted because 接受理由: {escape(document['accepted_reason'])}</p>")
    if document["explained_by"]:
        words = [_EXPLANATIONS[name] for name in document["explained_by"]]
        parts.append(
            f"<p>Differences may come from {escape(', '.join(w[0] for w in words))}."
            f" 差异可能来自:{escape('、'.join(w[1] for w in words))}。</p>"
        )
    if document["tests"]["warned"]:
        items = "".join(f"<li>{escape(text)}</li>" for text in document["tests"]["warned"])
        parts.append(f"<h2>Tests that warn 测试提示</h2><ul>{items}</ul>")
    parts.append(_table("Not met 未满足", missed))
    parts.append(_table("Met 已满足", met))
    parts.append(_volumes(document["profile"]))
    return "".join(parts) + "</html>\n"


def _table(title: str, checks: list[Check]) -> str:
    if not checks:
        return ""
    rows = "".join(
        f"<tr class='{_class(check)}'><td>{escape(check['name_en'])}"
        f"<br><small>{escape(check['name_zh'])}</small>"
        f"<td>{escape('' if check['subject'] == '*' else str(check['subject']))}"
        f"<td class=n>{number(check['value'])}<td class=n>{escape(_range(check))}"
        f"<td class=n>{check['base']:,}"
        for check in checks
    )
    head = "<tr><th>Check 审核项<th>Of 对象<th>Value 数值<th>Allowed 允许范围<th>Rows behind it 依据行数"
    return f"<h2>{title}</h2><table>{head}{rows}</table>"


def _volumes(profile: list[dict[str, Any]]) -> str:
    rows = "".join(
        f"<tr><td>{escape(str(row['subject']))}<td class=n>{number(row['value'])}"
        for row in profile
        if row["grain"] == "table"
    )
    return f"<h2>Tables 数据表</h2><table><tr><th>Table 表<th>Rows 行数{rows}</table>"


def _class(check: Check) -> str:
    if check["is_met"]:
        return ""
    return "bad" if check["severity"] == "refuse" else "soft"


def _range(check: Check) -> str:
    lower, upper = number(check["lower"]), number(check["upper"])
    if upper == "-":
        return f">= {lower}"
    if lower == "-":
        return f"<= {upper}"
    return f"{lower} to {upper}"
