"""Write admin_divisions.csv: the provinces, prefectures and counties of GB/T 2260.

usage: python seeds/make_admin_divisions.py JIONLP_WHEEL

The source is the file jionlp/dictionary/china_location.zip of the package jionlp 1.5.31 on PyPI (Apache
License 2.0): `pip download --no-deps jionlp==1.5.31`. It is a snapshot of about 2022. Development zones,
which have no code of the standard, are left out, as are the districts of Hong Kong, Macao and Taiwan; of
the divisions that were renamed or moved between 2020 and 2023 the snapshot has some with their old code or
name, and CHANGED sets those right after the announcements of the Ministry of Civil Affairs
(https://www.mca.gov.cn, 行政区划代码, 县级以上行政区划变更情况).

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
from collections.abc import Iterator
from pathlib import Path

COLUMNS = ["admin_code", "name", "short_name", "level", "province", "prefecture", "county"]
MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}
NO_DIVISION = re.compile(
    r"开发区|工业园|产业园|食品区|示范区|管理区|管委会|行政委员会|聚集区|保税区|实验区|名胜区|白沟新城|文化旅游创意园"
    r"|直辖|中沙群岛|^(?:北戴河|邯郸冀南|沧州渤海|衡水滨湖|镇江|天府|兰州)新区$"
)
# (old code, name in the snapshot) -> (code, name); None: abolished, or present under its new name as well.
CHANGED: dict[tuple[str, str], tuple[str, str] | None] = {
    ("130526", "任泽区"): ("130505", "任泽区"),
    ("130527", "南和区"): ("130506", "南和区"),
    ("220381", "公主岭市"): ("220184", "公主岭市"),
    ("320684", "海门区"): ("320614", "海门区"),
    ("340203", "弋江区"): ("340209", "弋江区"),
    ("340221", "湾沚区"): ("340210", "湾沚区"),
    ("340222", "繁昌区"): ("340212", "繁昌区"),
    ("340225", "无为县"): ("340281", "无为市"),
    ("350403", "三元区"): ("350404", "三元区"),
    ("350427", "沙县区"): ("350405", "沙县区"),
    ("350625", "长泰县"): ("350605", "长泰区"),
    ("350625", "长泰区"): ("350605", "长泰区"),
    ("350681", "龙海区"): ("350604", "龙海区"),
    ("360727", "龙南市"): ("360783", "龙南市"),
    ("370684", "蓬莱区"): ("370614", "蓬莱区"),
    ("410306", "吉利区"): None,
    ("410322", "孟津区"): ("410308", "孟津区"),
    ("410381", "偃师区"): ("410307", "偃师区"),
    ("421023", "监利市"): ("421088", "监利市"),
    ("431121", "祁阳市"): ("431181", "祁阳市"),
    ("450127", "横州市"): ("450181", "横州市"),
    ("510132", "新津区"): ("510118", "新津区"),
    ("513425", "会理市"): ("513402", "会理市"),
    ("520221", "水城区"): ("520204", "水城区"),
    ("520522", "黔西市"): ("520581", "黔西市"),
    ("530422", "澄江县"): None,
    ("532331", "禄丰市"): ("532302", "禄丰市"),
    ("540422", "米林县"): ("540481", "米林市"),
    ("540530", "错那县"): ("540581", "错那市"),
    ("610322", "凤翔市"): ("610305", "凤翔区"),
    ("610928", "旬阳市"): ("610981", "旬阳市"),
    ("630122", "湟中县"): ("630106", "湟中区"),
    ("632321", "同仁市"): ("632301", "同仁市"),
    ("650929", "新星市"): ("659011", "新星市"),
    ("652923", "库车市"): ("652902", "库车市"),
    ("654223", "沙湾市"): ("654203", "沙湾市"),
}
ADDED = [("659012", "白杨市", "新疆维吾尔自治区", "")]


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


def divisions(wheel: Path) -> list[dict[str, str]]:
    """The rows of the seed, by code."""
    rows: dict[str, dict[str, str]] = {}
    found = list(snapshot(wheel)) + [
        (code, name, name[:-1], province, pref) for code, name, province, pref in ADDED
    ]
    for code, name, short, province, prefecture in found:
        outside = code[:2] in {"71", "81", "82"} and not code.endswith("0000")
        if NO_DIVISION.search(name) or outside:
            continue
        changed = CHANGED.get((code, name), (code, name))
        if changed is None:
            continue
        code, name = changed
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
    target = Path(__file__).with_name("admin_divisions.csv")
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(divisions(Path(sys.argv[1])))
    print(f"{target.name}: {sum(1 for _ in target.open(encoding='utf-8')) - 1} divisions")


if __name__ == "__main__":
    main()
