"""Files of corrections that can be used, and those that cannot, each with what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi.corrections import COLUMNS, check_files, file_hash
from fazhi.outcome import Refused, Status
from fazhi.project import Project, find_project
from fazhi.warehouse import Warehouse

WHO = {
    "corrected_by": "数据校核组",
    "corrected_on": "2026-02-03",
    "reason": "misprint",
    "report_id": "r",
    "evidence": "案件731件",
}
CORRECT = {**WHO, "expected_metric_code": "cases_total", "expected_value": "731", "corrected_value": "713"}
ADD = {**WHO, "action": "add", "raw": "731", "corrected_metric_code": "cases_total", "corrected_value": "731"}
DROP = {**WHO, "action": "drop", "expected_metric_code": "cases_total", "expected_value": "731"}


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def told(
    warehouse: Warehouse, *rows: dict[str, str], header: list[str] = COLUMNS, encoding: str = "utf-8"
) -> str:
    lines = [",".join(header), *(",".join(row.get(name, "") for name in COLUMNS) for row in rows)]
    warehouse.corrections.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    try:
        check_files(find_project(), warehouse)
    except Refused as error:
        assert error.status == Status.REFUSED
        return str(error)
    return ""


def test_the_seed_has_these_columns_and_can_be_used(warehouse: Warehouse) -> None:
    project = find_project()
    assert project.corrections_csv.read_text(encoding="utf-8").splitlines()[0].split(",") == COLUMNS
    check_files(project, warehouse)


def test_no_file_is_no_correction(warehouse: Warehouse) -> None:
    assert file_hash(warehouse) == ""
    check_files(find_project(), warehouse)
    assert told(warehouse) == ""
    assert len(file_hash(warehouse)) == 16


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_good_rows_pass(warehouse: Warehouse, encoding: str) -> None:
    assert told(warehouse, CORRECT, ADD, DROP, {**CORRECT, "action": "correct"}, encoding=encoding) == ""


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**CORRECT, "corrected_by": ""}, "needs corrected_by"),
        ({**CORRECT, "reason": " "}, "needs reason"),
        ({**CORRECT, "corrected_value": ""}, "needs one of corrected_metric_code"),
        ({**CORRECT, "expected_value": ""}, "needs expected_value"),
        ({**CORRECT, "action": "remove"}, "action is remove"),
        ({**CORRECT, "corrected_value": "7万"}, "corrected_value 7万 is no number"),
        ({**CORRECT, "corrected_value": "0.123456789"}, "is no number of at most"),
        ({**CORRECT, "corrected_metric_code": "cases"}, "cases is no metric"),
        ({**CORRECT, "corrected_year": "去年"}, "corrected_year 去年 is no year"),
        ({**CORRECT, "corrected_on": "2026/2/3"}, "corrected_on 2026/2/3 is no date"),
        ({**CORRECT, "corrected_scope": "all"}, "corrected_scope all is none of system, own, unknown"),
        ({**CORRECT, "corrected_kind": "change"}, "corrected_kind change is none of"),
        ({**DROP, "corrected_value": "7"}, "to drop leaves corrected_value empty"),
        ({**ADD, "raw": ""}, "to add needs raw"),
        ({**ADD, "expected_value": "7"}, "to add leaves expected_value empty"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(
    warehouse: Warehouse, row: dict[str, str], words: str
) -> None:
    message = told(warehouse, CORRECT, row)
    assert words in message
    assert "corrections.csv, line 3" in message


def test_another_header_another_encoding_and_missing_fields_are_named(warehouse: Warehouse) -> None:
    assert "the first line must be" in told(warehouse, header=["report", *COLUMNS[1:]])
    assert "is not in UTF-8" in told(warehouse, CORRECT, encoding="gb18030")
    warehouse.corrections.write_text(",".join(COLUMNS) + "\nr,correct\n", encoding="utf-8")
    with pytest.raises(Refused, match="line 2: 2 fields instead of 15"):
        check_files(find_project(), warehouse)
    warehouse.corrections.write_text(",".join(COLUMNS) + '\n"r,correct\n', encoding="utf-8")
    with pytest.raises(Refused, match="line"):
        check_files(find_project(), warehouse)


def test_the_seed_of_another_project_is_checked_too(warehouse: Warehouse, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "metrics.csv").write_text("metric_code\ncases_total\n", encoding="utf-8")
    (seeds / "corrections.csv").write_text("who,why\n", encoding="utf-8")
    with pytest.raises(Refused, match="the first line must be"):
        check_files(Project(tmp_path), warehouse)
