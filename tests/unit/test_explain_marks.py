"""Every number gets its mark, spans keep their order, and a number in no list shows."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from fazhi.explain.marks import LineNumbers, Mark, count, cut_lines, make_marks
from tests.unit.explain_kit import observation, passed

TEXT = "2023年立案12件、罚款34万元,\n56件未发生诉讼"


def cut(text: str, marks: list[Mark]) -> list[list[tuple[str, list[int]]]]:
    return [
        [(text[piece.start : piece.end], [mark.no for mark in piece.marks]) for piece in line]
        for line in cut_lines(text, marks)
    ]


def test_marks_are_numbered_in_text_order_whatever_order_they_come_in() -> None:
    rows = [observation(TEXT, "34万元"), observation(TEXT, "未发生", "litigations", source_type="denial")]
    rows += [observation(TEXT, "12", "cases_filed")]
    marks = make_marks(TEXT, rows, [passed(TEXT, "2023年", "date")])
    assert [(mark.no, mark.raw, mark.status) for mark in marks] == [
        (1, "2023年", "passed_over"),
        (2, "12", "mapped"),
        (3, "34万元", "unmapped"),
        (4, "56", "unlisted"),
        (5, "未发生", "stated"),
    ]


def test_a_place_is_one_mark_however_many_metrics_it_states() -> None:
    rows = [observation(TEXT, "12", "cases_filed"), observation(TEXT, "12", "cases_total")]
    mark = make_marks(TEXT, rows, [])[1]
    assert mark.metrics == ["cases_filed", "cases_total"]
    assert len(mark.observations) == 2


def test_counts_of_marks_and_of_runs_of_digits() -> None:
    text = "1,234.5元和6件"
    marks = make_marks(text, [observation(text, "1,234.5元")], [])
    counts = count(text, marks)
    assert (counts["unmapped"].marks, counts["unmapped"].digits) == (1, 3)
    assert (counts["unlisted"].marks, counts["unlisted"].digits) == (1, 1)


def test_the_rest_of_a_run_that_a_span_cuts_is_in_no_list() -> None:
    text = "共12345件"
    marks = make_marks(text, [observation(text, "23")], [])
    assert [(mark.raw, mark.status) for mark in marks] == [
        ("1", "unlisted"),
        ("23", "unmapped"),
        ("45", "unlisted"),
    ]
    assert count(text, marks)["unlisted"].digits == 1  # one run


def test_full_width_digits_are_digits() -> None:
    assert [mark.raw for mark in make_marks("共１２件", [], [])] == ["１２"]


def test_pieces_of_spans_that_overlap_carry_both_marks() -> None:
    text = "abcdef"
    rows = [observation(text, "abcd"), observation(text, "cdef", "m"), observation(text, "cd")]
    marks = make_marks(text, rows, [])
    assert [(mark.no, mark.raw) for mark in marks] == [(1, "abcd"), (2, "cdef"), (3, "cd")]
    assert cut(text, marks) == [[("ab", [1]), ("cd", [2, 1, 3]), ("ef", [2])]]
    (line,) = cut_lines(text, marks)
    assert [[mark.no for mark in piece.begins] for piece in line] == [[1], [2, 3], []]


def test_the_longer_of_two_spans_that_begin_together_comes_first() -> None:
    text = "12万件"
    marks = make_marks(text, [observation(text, "12"), observation(text, "12万")], [])
    assert [mark.raw for mark in marks] == ["12万", "12"]


def test_a_span_over_the_end_of_a_line_goes_on_in_the_next() -> None:
    text = "共12\n万元"
    marks = make_marks(text, [observation(text, "12\n万元")], [])
    assert cut(text, marks) == [[("共", []), ("12", [1])], [("万元", [1])]]


def test_lines_without_anything_stay() -> None:
    assert cut("甲\n\n乙\n", []) == [[("甲", [])], [], [("乙", [])], []]


def test_the_line_of_an_offset() -> None:
    line_of = LineNumbers("ab\n\nc")
    assert [line_of(at) for at in range(5)] == [1, 1, 1, 2, 3]


@example("1111111\n1", [(7, 1, False)])
@given(
    st.text(alphabet="1２件,\n。", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.booleans()), max_size=12),
)
def test_nothing_of_the_text_is_lost_and_no_number_is_without_a_mark(
    text: str, spans: list[tuple[int, int, bool]]
) -> None:
    inside = [
        (start, min(start + length, len(text)), seen) for start, length, seen in spans if start < len(text)
    ]
    rows = [observation(text, text[a:b], value_start=a) for a, b, is_observation in inside if is_observation]
    over = [
        {"rule": "date", "value_start": a, "value_end": b}
        for a, b, is_observation in inside
        if not is_observation
    ]
    marks = make_marks(text, rows, over)
    lines = cut_lines(text, marks)
    assert "\n".join("".join(text[p.start : p.end] for p in line) for line in lines) == text
    assert [mark.no for mark in marks] == list(range(1, len(marks) + 1))
    assert [(mark.start, -mark.end) for mark in marks] == sorted((mark.start, -mark.end) for mark in marks)
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    assert {at for at, character in enumerate(text) if character.isdigit()} <= covered
    assert all(mark.raw == text[mark.start : mark.end] for mark in marks)
    for line in lines:
        for piece in line:
            assert {m.no for m in piece.marks} == {
                m.no for m in marks if m.start < piece.end and m.end > piece.start
            }
    counts = count(text, marks)
    assert sum(one.digits for one in counts.values()) == len(re.findall(r"\d+", text))
    assert sum(one.marks for one in counts.values()) == len(marks)
