"""Write admin_divisions.csv: the provinces, prefectures and counties of GB/T 2260.

usage: python seeds/make_admin_divisions.py JIONLP_WHEEL

The source is the file jionlp/dictionary/china_location.zip of the package jionlp 1.5.31 on PyPI (Apache
License 2.0): `pip download --no-deps jionlp==1.5.31`. It is a snapshot of about 2022. Development zones,
which have no code of the standard, are left out, as are the districts of Hong Kong, Macao and Taiwan. Of
the divisions that were renamed, merged or moved the snapshot has some with their old code or name;
division_changes.csv, kept by hand after the announcements of the Ministry of Civil Affairs and of the
provinces, sets those right, and ends those that are no more.

Columns: admin_code, name, short_name, level (province|prefecture|county), province, prefecture, county.
Direct municipalities have no row of level prefecture; what lies directly under a province has an empty
prefecture.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

COLUMNS = ["admin_code", "name", "short_name", "level", "province", "prefecture", "county"]
MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}
NO_DIVISION = re.compile(
    r"开发区|工业园|产业园|食品区|示范区|管理区|管委会|行政委员会|聚集区|保税区|实验区|名胜区|白沟新城|文化旅游创意园"
    r"|直辖|中沙群岛|^(?:北戴河|邯郸冀南|沧州渤海|衡水滨湖|镇江|天府|兰州)新区$"
)
# Codes under which the package has a division that never bore them, or a name that it never had.
MISPRINTED: dict[tuple[str, str], tuple[str, str]] = {
    ("460321", "西沙区"): ("460302", "西沙区"),
    ("460322", "南沙区"): ("460303", "南沙区"),
    ("610322", "凤翔市"): ("610305", "凤翔区"),
    ("650929", "新星市"): ("659011", "新星市"),
}
# Founded since the snapshot, from no other division as a whole.
ADDED = [
    ("500157", "两江新区", "重庆市", ""),
    ("653228", "和康县", "新疆维吾尔自治区", "和田地区"),
    ("653229", "和安县", "新疆维吾尔自治区", "和田地区"),
    ("659012", "白杨市", "新疆维吾尔自治区", ""),
]


class Changes:
    """What seeds/division_changes.csv says of a division in the package: there it may stand under its old
    code with its old or its new name.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self.renumbered: dict[tuple[str, str], tuple[str, str]] = {}
        self.became: dict[tuple[str, str], tuple[str, str]] = {}
        self.ended: dict[tuple[str, str], str] = {}
        self.founded: dict[tuple[str, str], str] = {}
        for row in rows:
            old, new = (row["admin_code"], row["name"]), (row["successor_code"], row["successor_name"])
            self.renumbered[old[0], new[1]] = new
            if row["is_new"] == "1":
                self.founded[new] = row["changed_on"]
            if row["is_ended"] == "1":
                self.ended[old] = row["changed_on"]
                if row["share"] == "whole" and row["is_new"] == "1":
                    self.became[old] = new

    def is_over(self, division: tuple[str, str]) -> bool:
        """Ended, and not founded anew under the same code and name on that day or later."""
        return self.ended.get(division, "") > self.founded.get(division, "")

    def now(self, code: str, name: str) -> tuple[str, str] | None:
        """Code and name today; None where the division has ended and no other took its place."""
        division: tuple[str, str] | None = MISPRINTED.get((code, name), (code, name))
        if division is not None and division not in self.founded and division not in self.ended:
            division = self.renumbered.get(division, division)
        while division is not None and self.is_over(division):
            division = self.became.get(division)
        return division


def snapshot(wheel: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Code, name, short name, province and prefecture ('' where there is none) of each division in the
    package.
    """
    with zipfile.ZipFile(wheel) as outer:
        inner = io.BytesIO(outer.read("jionlp/dictionary/china_location.zip"))
    with zipfile.ZipFile(inner) as archive, archive.open("china_location.txt") as lines:
        province = prefecture = ""
        for line in io.TextIOWrapper(lines, encoding="utf-8"):
            depth, fields = len(line) - len(line.lstrip("\t")), line.strip().split("\t")
            if depth > 2 or len(fields) != 3:
                continue
            name, code, short = fields
            if depth == 0:
                province, prefecture = name, ""
            elif depth == 1:
                prefecture = "" if name in MUNICIPALITIES or NO_DIVISION.search(name) else name
                if not prefecture:
                    continue
            yield code, name, short.split("/")[0], province, "" if depth == 0 else prefecture


def divisions(wheel: Path, changes: Changes) -> list[dict[str, str]]:
    """The rows of the seed, by code."""
    rows: dict[str, dict[str, str]] = {}
    found = list(snapshot(wheel)) + [
        (code, name, re.sub("新?[市县区]$", "", name), province, pref) for code, name, province, pref in ADDED
    ]
    for code, name, short, province, prefecture in found:
        outside = code[:2] in {"71", "81", "82"} and not code.endswith("0000")
        if NO_DIVISION.search(name) or outside:
            continue
        today = changes.now(code, name)
        if today is None:
            continue
        if name != today[1]:
            short = today[1][:-1]
        code, name = today
        level = "province" if name == province else "prefecture" if name == prefecture else "county"
        if code[:2] in {"71", "81", "82"} and level != "province":
            continue
        row = [code, name, short, level, province, "" if level == "province" else prefecture,
               name if level == "county" else ""]  # fmt: skip
        if code in rows and rows[code]["name"] != name:
            raise SystemExit(f"two divisions with the code {code}: {name} and {rows[code]['name']}")
        rows[code] = dict(zip(COLUMNS, row, strict=True))
    return [rows[code] for code in sorted(rows)]


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with Path(__file__).with_name("division_changes.csv").open(encoding="utf-8", newline="") as handle:
        changes = Changes(csv.DictReader(handle))
    target = Path(__file__).with_name("admin_divisions.csv")
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(divisions(Path(sys.argv[1]), changes))
    print(f"{target.name}: {sum(1 for _ in target.open(encoding='utf-8')) - 1} divisions")


if __name__ == "__main__":
    main()
