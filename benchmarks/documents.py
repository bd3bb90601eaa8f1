"""Documents to measure with: reports of about one size, made from those of a folder, no two alike.

A document is one report of the folder with another place, other figures and its paragraphs in another
order, padded with prose to its size (a longer report loses paragraphs). So the figures of a short, dense
report stand as thinly as they do in long ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.prose import paragraph

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
SIZE = 12_000
PADDING = 420
OPENING_LINES = 6
CLOSING_LINES = 3

HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分|[（(][一二三四五六七八九十]+[）)])[^。]*$"
)
PLACE = re.compile(
    r"(?![为全本在对由我各])[\u4e00-\u9fff]{2,3}(?<!全)[市县区](?=交通|生态|应急|市场|城市|综合|农业|人民)"
)
FIGURE = re.compile(r"(?<![\d.〔\[])(\d)(\d*)(\.\d+)?(?=[件起次人家个条份艘辆宗项万元%处场期卷名])")
PLACES = (
    "海宁市", "平湖市", "桐乡市", "义乌市", "慈溪市", "昆山市", "江阴市", "宜兴市", "诸城市", "寿光市",
    "荣成市", "邹城市", "晋江市", "石狮市", "福清市", "乐清市", "瑞安市", "余姚市", "东阳市", "兰溪市",
    "长治市", "晋中市", "运城市", "安阳市", "洛阳市", "襄阳市", "宜昌市", "株洲市", "岳阳市", "柳州市",
    "遵义市", "绵阳市", "德阳市", "嘉善县", "德清县", "长兴县", "安吉县", "桐庐县", "象山县", "宁海县",
    "苍南县", "沭阳县", "泗洪县", "肥西县",
)  # fmt: skip


def read_reports(folder: Path) -> list[str]:
    """The texts of a folder's .txt files, in the order of their names. Raises SystemExit without any."""
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        raise SystemExit(f"{folder}: no .txt file in it")
    return texts


def documents(reports: Sequence[str], count: int, size: int = SIZE) -> Iterator[str]:
    """`count` documents of about `size` bytes of UTF-8, the same at each call."""
    for number in range(count):
        random = Random(f"document {number}")
        yield made_from(reports[number % len(reports)], random, size)


def made_from(report: str, random: Random, size: int) -> str:
    """A report of another place with other figures, of about `size` bytes."""
    text = elsewhere(report.replace("\r\n", "\n"), random)
    lines = [line for line in text.split("\n") if line.strip()]
    head, tail = lines[:OPENING_LINES], lines[OPENING_LINES:][-CLOSING_LINES:]
    sections = shuffled(lines[OPENING_LINES : len(lines) - len(tail)], random)
    sections = fitted(sections, size - byte_size([*head, *tail]), random)
    body = [line for section in sections for line in section]
    return other_figures("\n".join([*head, *body, *tail]), random) + "\n"


def elsewhere(text: str, random: Random) -> str:
    """The text with the place that it names first replaced throughout."""
    found = PLACE.search(text)
    if found is None:
        return text
    place, other = found[0], random.choice(PLACES)
    return text.replace(place, other).replace(place[:-1], other[:-1])


def other_figures(text: str, random: Random) -> str:
    """The text with the later digits of what it counts and measures changed; 100 % stays."""

    def changed(match: re.Match[str]) -> str:
        if match[0] == "100":
            return match[0]
        return match[1] + re.sub(r"\d", lambda _: random.choice("0123456789"), match[2] + (match[3] or ""))

    return FIGURE.sub(changed, text)


def shuffled(lines: Sequence[str], random: Random) -> list[list[str]]:
    """The lines by section, heading first, the paragraphs below it in another order; tables stay whole."""
    sections: list[list[list[str]]] = [[]]
    for line in lines:
        if HEADING.match(line):
            sections.append([[line]])
        elif line.startswith("|") and sections[-1] and sections[-1][-1][-1].startswith("|"):
            sections[-1][-1].append(line)
        else:
            sections[-1].append([line])
    result: list[list[str]] = []
    for blocks in filter(None, sections):
        heading = blocks[:1] if HEADING.match(blocks[0][0]) else []
        rest = blocks[len(heading) :]
        random.shuffle(rest)
        result.append([line for block in [*heading, *rest] for line in block])
    return result


def fitted(sections: list[list[str]], size: int, random: Random) -> list[list[str]]:
    """The sections with prose added, or paragraphs left out, until they have about `size` bytes."""
    sections = sections or [[]]
    have = sum(map(byte_size, sections))
    while have < size:
        added = paragraph(random, PADDING)
        section = random.choice(sections)
        section.insert(random.randint(min(1, len(section)), len(section)), added)
        have += len(added.encode()) + 1
    while have > size + PADDING:
        section = random.choice([section for section in sections if len(section) > 1] or sections)
        if len(section) < 2:
            break
        dropped = section.pop(random.randrange(1, len(section)))
        have -= len(dropped.encode()) + 1
    return sections


def byte_size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)
