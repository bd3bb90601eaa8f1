"""Great Expectations in a process of its own: it takes seconds to import, which pass while dbt builds.

Run as `python -m fazhi.expectations` it answers a question a line: a JSON list of [value, lower, upper] on
standard input (a bound may be null); on standard output {"missed": [places of those out of bounds]}, or
{"error": why it could not be told}. It ends when its input does.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

from fazhi import signals
from fazhi.garbage import collect_seldom
from fazhi.project import quiet_tools

Bounded = tuple[float, float | None, float | None]


class Expectations:
    """Compares values with bounds. `warm` starts the import early; the process serves until `close`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def warm(self) -> None:
        """Start importing."""
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            root = str(Path(__file__).resolve().parents[1])
            path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "fazhi.expectations"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": path},
                cwd=root,  # where this process was started may be gone before it ends
                start_new_session=True,  # an interrupt is ours to handle; when we die, its input ends
            )

    def missed(self, rows: list[Bounded]) -> set[int]:
        """The places in `rows` of the values out of their bounds. Raises RuntimeError if it broke."""
        self.warm()
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps(rows) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            signals.check()
            if not answer:
                raise RuntimeError(f"Great Expectations ended with status {process.wait()}")
            found = json.loads(answer)
        except BaseException as error:
            self.close()  # or the next question would get the answer to this one
            if isinstance(error, (OSError, ValueError)):
                raise RuntimeError(f"Great Expectations broke off: {error}") from error
            raise
        if "error" in found:
            raise RuntimeError(f"Great Expectations could not compare: {found['error'][-1000:]}")
        return {int(place) for place in found["missed"]}

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


# one for all builds of this process
expectations = Expectations()
atexit.register(expectations.close)


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


def _answer(question: str) -> dict[str, list[int] | str]:
    try:
        return {"missed": sorted(_validate(json.loads(question)))}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Import first, then answer."""
    collect_seldom()
    quiet_tools()
    with contextlib.suppress(Exception):  # told when it is asked
        importlib.import_module("great_expectations.expectations")
    for question in sys.stdin:
        print(json.dumps(_answer(question)), flush=True)


if __name__ == "__main__":
    main()
