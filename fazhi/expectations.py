"""Great Expectations in a process of its own: it takes seconds to import, which pass while dbt builds.

Run as `python -m fazhi.expectations` it answers one question: a JSON list of [value, lower, upper] on
standard input (a bound may be null), the places of those out of bounds, as a JSON list, on standard output.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from fazhi import signals
from fazhi.project import quiet_tools

Bounded = tuple[float, float | None, float | None]


class Expectations:
    """Compares values with bounds. `warm` starts the import early; leaving the context ends the process."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Expectations:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def warm(self) -> None:
        """Start importing."""
        if self._process is None:
            root = str(Path(__file__).resolve().parents[1])
            path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "fazhi.expectations"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # an interrupt is ours to handle; when we die, its input ends
            )

    def missed(self, rows: list[Bounded]) -> set[int]:
        """The places in `rows` of the values out of their bounds. Raises RuntimeError if it broke."""
        self.warm()
        assert self._process is not None
        answer, complaint = self._process.communicate(json.dumps(rows))
        code, self._process = self._process.returncode, None
        signals.check()
        if code != 0:
            raise RuntimeError(f"Great Expectations ended with status {code}: {complaint.strip()[-1000:]}")
        return {int(place) for place in json.loads(answer)}


def _validate(rows: list[Bounded]) -> set[int]:
    import great_expectations as gx
    import great_expectations.expectations as gxe
    import pandas as pd

    frame = pd.DataFrame(rows, columns=["value", "lower", "upper"]).astype("float64")
    frame["place"] = range(len(rows))
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("candidate").add_dataframe_asset("profile")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(name="bounds")
    suite.add_expectation(gxe.ExpectColumnValuesToNotBeNull(column="value"))
    for above, below in (("value", "lower"), ("upper", "value")):
        suite.add_expectation(
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A=above, column_B=below, or_equal=True, ignore_row_if="either_value_is_missing"
            )
        )
    outcome = batch.validate(
        suite, result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["place"]}
    )
    missed: set[int] = set()
    for result in outcome.results:
        unexpected = result.result.get("unexpected_index_list") or []
        if not result.success and not unexpected:
            raise RuntimeError(f"an expectation could not be evaluated: {result.exception_info}")
        missed |= {int(row["place"]) for row in unexpected}
    return missed


def main() -> None:
    """Import first, then wait for the question."""
    quiet_tools()
    importlib.import_module("great_expectations.expectations")
    text = sys.stdin.read()
    if text:
        print(json.dumps(sorted(_validate(json.loads(text)))))


if __name__ == "__main__":
    main()
