"""What a terminal shows: markers that carry the meaning without colour, colour where there is some."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console

from fazhi.explain import words
from fazhi.explain.load import Explanation
from fazhi.explain.terminal import clean, is_colourful, pad, render
from tests.unit.explain_kit import explanation as explain
from tests.unit.explain_kit import observation, passed

TEXT = "2023年立案12件,同比下降5%,罚款34万元\n56件未发生诉讼"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def no_colour_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def explanation() -> Explanation:
    rows = [
        observation(TEXT, "12", "cases_filed", in_agency_year=True),
        observation(
            TEXT,
            "5%",
            "cases_filed",
            kind="change",
            unit="ratio",
            value=Decimal("-0.05"),
            selection_reason="not selected: a change",
        ),
        observation(TEXT, "34万元", label="罚款"),
        observation(TEXT, "未发生", "litigations", source_type="denial", value=Decimal(0)),
    ]
    return explain(TEXT, rows, [passed(TEXT, "2023年", "date")])


def piped() -> Console:
    return Console(file=io.StringIO())


def terminal(width: int = 60) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=width)


def test_markers_carry_the_meaning(explanation: Explanation) -> None:
    shown = render(explanation, piped())
    assert "\x1b" not in shown
    assert (
        "1  [2023年 ~ date]立案[12 → cases_filed*]件,同比下降[5% → cases_filed (change)],罚款[34万元 → ?]\n"
        "2  [56 !!]件[未发生 → litigations = 0 件]诉讼\n"
    ) in shown


def test_the_lists_tell_rule_value_and_why_it_does_not_stand(explanation: Explanation) -> None:
    shown = render(explanation, piped())
    assert "  line 1: -5%  指标cases_filed cases_filed\n" in shown
    assert "rule cases_filed_1; not selected: a change" in shown
    assert re.search(r"^  date +1  a date or year 日期、年份: 2023年$", shown, re.MULTILINE)
    assert "line 2: …12件,同比下降5%,罚款34万元 [56]件未发生诉讼…" in shown
    assert "1 of the 5 runs of digits are in no list" in shown


def test_a_part_beside_its_total_names_the_metric_that_it_lost() -> None:
    row = observation("其中3件", "3", selection_reason="part_beside_total", metrics_of_total=["cases_total"])
    shown = render(explain("其中3件", [row]), piped())
    assert "a part beside the stated total of cases_total" in shown
    assert "Nothing lost: all 1 runs of digits are in a list" in shown


def test_in_colour_the_text_stays_what_it_is(explanation: Explanation) -> None:
    shown = render(explanation, terminal(100))
    assert "\x1b[1;4;32m12\x1b[0m" in shown  # bold, underlined, green: it stands for the agency-year
    assert "2023年立案12→cases_filed件" in ESCAPE.sub("", shown)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_none_is_wanted(
    explanation: Explanation, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    console = terminal()
    assert not is_colourful(console)
    assert "\x1b" not in render(explanation, console)
    assert "[12 → cases_filed*]" in render(explanation, console)


@pytest.mark.parametrize("width", [40, 61, 80])
def test_lines_of_chinese_fit_the_terminal(width: int) -> None:
    text = "全市交通运输系统共办理行政处罚案件6732起,同比增长十个百分点,超过年初确定的目标。" * 6
    row = observation(text, "6732", "cases_total", label="全市交通运输系统共办理行政处罚案件")
    shown = ESCAPE.sub("", render(explain(text, [row]), terminal(width)))
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    lines = shown.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("1 全市"))
    body = "".join(line[2:].rstrip() for line in lines[start : lines.index("", start)])
    assert body.replace("→cases_total", "") == text


def test_a_chinese_character_takes_two_columns() -> None:
    assert pad("已归入", 8) == "已归入  "
    assert pad("abc", 8) == "abc     "
    assert pad("已归入指标", 4) == "已归入指标"


def test_a_text_cannot_command_the_terminal() -> None:
    text = "\x1b[2J立案3件\x07"
    shown = render(explain(text, [observation(text, "3")], title="\x1b]0;x\x07"), piped())
    assert "\x1b" not in shown and "\x07" not in shown
    assert clean(text) == "\ufffd[2J立案3件\ufffd"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"value": Decimal("9278")}, "9,278 件"),
        ({"value": Decimal("0.6306"), "unit": "ratio"}, "63.06%"),
        (
            {"value": Decimal("0.0777"), "unit": "ratio", "kind": "change", "change_type": "points"},
            "+7.77 个百分点",
        ),
        ({"value": Decimal("-22"), "kind": "change", "counter": "人"}, "-22 人"),
        ({"value": Decimal("6124000"), "unit": "CNY", "comparator": "gt"}, "> 6,124,000 元"),
        ({"value": Decimal("64"), "unit": "hour", "comparator": "ge"}, "≥ 64 小时"),
        ({"value": Decimal("0E-8"), "counter": None}, "0"),
        ({"value": Decimal("7"), "unit": "stere"}, "7 stere"),
    ],
)
def test_values_for_people(row: dict[str, object], shown: str) -> None:
    assert words.value_text(observation("5件", "5", "m", **row)) == shown


def test_times_for_people() -> None:
    assert words.time_text(observation("5件", "5")) == "2023"
    assert words.time_text(observation("5件", "5", kind="change", base_year=2022)) == "2023 ← 2022"
    assert words.time_text(observation("5件", "5", year=None)) == "–"
    period = {"coverage": "period", "period_start": "2023-05-01", "period_end": None}
    assert words.time_text(observation("5件", "5", **period)) == "2023-05-01 – …"


def test_a_corrected_figure_says_so() -> None:
    row = observation("立案5件", "5", "cases_filed", is_corrected=True, rule_id=None)
    shown = render(explain("立案5件", [row]), piped())
    assert "rule -" in shown and "corrected by a person" in shown
    assert "corrected" not in render(explain("立案5件", [observation("立案5件", "5", "m")]), piped())
