"""Random changes of a warehouse, one upon another, and after them a full refresh: both hold the same.

`make refresh` (OPERATIONS=30) does it at length, the default tests with a few. The rules, the reader and the aliases
are changed in a copy of the project.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from fazhi import parsed
from fazhi.project import Project
from fazhi.warehouse import Warehouse
from tests.conftest import copy_project, finish
from tests.integration.history_kit import correct, report_ids
from tests.stress.kills import content

_PLACES = ("荆门", "随州", "孝感", "黄冈", "咸宁", "宜昌", "襄阳", "十堰", "鄂州", "黄石")
_COMPARED_EVERY = 5

# a report of an issuer that only an alias settles
_NAMELESS = "市交通运输局"
_ALIAS = {
    "issuer_name": _NAMELESS,
    "agency_name": "荆州市交通运输局",
    "admin_code": "421000",
    "field": "transport",
}
_RULE = {"rule_id": "stress_1", "metric_code": "publicity_materials", "priority": "999", "slot": "main"}
_RULE |= {"applies_to": "quantity", "unit": "count", "label": "公示牌"}
# from now on this reader writes 处罚案件 where the text says 行政处罚案件
_READER = """

def read(text, masthead, _read=read):
    from dataclasses import replace
    reading = _read(text, masthead)
    said = [q._replace(label=q.label.replace("行政", "")) for q in reading.quantities]
    return replace(reading, quantities=said)
"""


@dataclass
class Site:
    """A copy of the project, a folder of reports, and the warehouse that they are run into."""

    base: Path
    chance: random.Random
    figures: dict[str, list[int]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    corrected: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        copy_project(self.project)
        self.reports.mkdir()
        for name in (_NAMELESS, *_PLACES[:2]):
            self.write(name)
        self.run("run", self.reports)

    @property
    def project(self) -> Path:
        return self.base / "project"

    @property
    def reports(self) -> Path:
        return self.base / "reports"

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.base / "warehouse")

    def write(self, name: str) -> None:
        """A report with new figures; of one that is corrected, the corrected figure stays."""
        figures = [self.chance.randint(20, 900) for _ in range(5)]
        if name in self.corrected:
            figures[:2] = self.figures[name][:2]
        self.figures[name] = figures
        cases, summary, fines, boards, training = figures
        issuer = name if name == _NAMELESS else f"{name}市交通运输局"
        (self.reports / f"{name}.txt").write_text(
            f"{issuer}2024年法治政府建设年度报告\n发布日期：2025-01-20\n一、主要工作\n"
            f"2024年，全市共办理行政处罚案件{cases + summary}件，其中简易程序{summary}件，罚款{fines}万元。"
            f"设置公示牌{boards}块，组织执法培训{training}期。未发生行政诉讼案件。\n",
            encoding="utf-8",
        )

    def run(self, *words: str | Path, root: Path | None = None) -> None:
        """fazhi of the copied project. Raises RuntimeError where it fails."""
        root = root or self.warehouse.root
        # each state of the rules would run the unit tests of the SQL; `make test` does
        parsed.keep_word(parsed.find(Project(self.project), Warehouse(root)))
        command = [sys.executable, "-m", "fazhi", *map(str, words), "--warehouse", str(root)]
        pipe = subprocess.PIPE
        result = finish(subprocess.Popen(command, cwd=self.project, stdout=pipe, stderr=pipe, text=True))
        if result.status != 0:
            raise RuntimeError(f"fazhi {words[0]} ended with {result.status}: {result.out}{result.err}")

    def settle(self) -> None:
        """The run that takes in what the operations since the last one have changed."""
        self.run("run", self.reports)

    def new_report(self) -> None:
        unused = [name for name in _PLACES if name not in self.figures]
        self.write(self.chance.choice(unused) if unused else self.chance.choice(list(self.figures)))

    def revised_report(self) -> None:
        self.write(self.chance.choice([name for name in self.figures if name not in self.withdrawn]))

    def withdrawn_report(self) -> None:
        landed = report_ids(self.warehouse.database)
        names = [name for name in self.figures if name not in self.corrected and f"{name}.txt" in landed]
        if len(self.withdrawn) > 1:
            name = self.chance.choice(sorted(self.withdrawn))
            self.withdrawn.remove(name)
            self.run("withdraw", f"{name}.txt", "--undo")
        else:
            name = self.chance.choice([name for name in names if name not in self.withdrawn])
            self.withdrawn.add(name)
            self.run("withdraw", f"{name}.txt")

    def changed_rule(self) -> None:
        self._switch(self.project / "seeds/metric_rules.csv", _RULE)

    def changed_alias(self) -> None:
        self._switch(self.project / "seeds/agency_aliases.csv", _ALIAS)

    def changed_reader(self) -> None:
        source = self.project / "ingest/language/__init__.py"
        text = source.read_text(encoding="utf-8")
        changed = text.removesuffix(_READER) if text.endswith(_READER) else text + _READER
        source.write_text(changed, encoding="utf-8")

    def correction(self) -> None:
        ids = report_ids(self.warehouse.database)
        names = sorted(name for name in self.figures if f"{name}.txt" in ids)
        self.corrected = set(self.chance.sample(names, min(2, len(names))))
        rows = []
        for name in sorted(self.corrected):
            total = self.figures[name][0] + self.figures[name][1]
            said = {"report_id": ids[f"{name}.txt"], "evidence": f"行政处罚案件{total}件"}
            expected = {"expected_metric_code": "cases_total", "expected_value": total}
            rows.append({**said, **expected, "corrected_value": total + 1})
        correct(self.warehouse, *rows)

    def refreshed(self) -> dict[str, str]:
        """What the same landed texts give, all read and mapped anew, in a warehouse without a release."""
        fresh = Warehouse(self.base / "fresh")
        shutil.rmtree(fresh.root, ignore_errors=True)
        fresh.root.mkdir()
        shutil.copy(self.warehouse.landing, fresh.landing)
        if self.warehouse.corrections.exists():
            shutil.copy(self.warehouse.corrections, fresh.corrections)
        with duckdb.connect(str(fresh.landing)) as connection:
            connection.execute("update raw.document set reader_version = ''")
        self.run("run", self.reports, root=fresh.root)
        return content(fresh.database)

    def differing(self) -> list[str]:
        """The published tables in which the warehouse differs from its full refresh."""
        fresh, found = self.refreshed(), content(self.warehouse.database)
        return sorted(name for name in fresh.keys() | found.keys() if fresh.get(name) != found.get(name))

    def _switch(self, seed: Path, row: dict[str, str]) -> None:
        """Take a row out of a seed, or put it in where it is not there."""
        with seed.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, names = list(reader), list(reader.fieldnames or ())
        whole = {name: row.get(name, "") for name in names}
        rows = [other for other in rows if other != whole] if whole in rows else [*rows, whole]
        with seed.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def operations(chance: random.Random, count: int) -> list[Callable[[Site], None]]:
    """`count` operations at random, each kind before any comes again."""
    kinds = [Site.new_report, Site.revised_report, Site.withdrawn_report, Site.changed_rule]
    kinds += [Site.changed_reader, Site.correction, Site.changed_alias]
    chosen: list[Callable[[Site], None]] = []
    while len(chosen) < count:
        chosen += chance.sample(kinds, len(kinds))
    return chosen[:count]


def main() -> int:
    """As many operations as asked; 1 where a warehouse differs from its full refresh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), chance)
        for number, operation in enumerate(operations(chance, options.operations), 1):
            operation(site)
            site.settle()
            print(f"{number:3} {operation.__name__}", flush=True)
            if number % _COMPARED_EVERY == 0 or number == options.operations:
                if differing := site.differing():
                    print(f"differs from the full refresh: {', '.join(differing)}")
                    return 1
                print("    the same as a full refresh", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
