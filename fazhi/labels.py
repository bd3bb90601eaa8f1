"""Labels folded together where only numbers and the names of places and bodies tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.language.fold import fold

PLACE = "〈地名〉"
BODY = "〈机构〉"
NUMBER = "#"

_MARKS = re.compile(r"[\s“”\"'‘’《》·、,;:。!?|()\[\]-]+")
# A Chinese numeral only before a word that it numbers: 一审 and 二审 are two things, 五届 and 六届 are not.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千万]+(?=[届年月日号次个批期])")
_OWN = re.compile(r"^(?:[我本该](?:[局委厅队市县区省州]|支队|大队|系统))+")
_BODY = re.compile(
    rf"^(?:{PLACE}|[省市州县区旗镇乡])直?"
    r"(?:[\u4e00-\u9fff]{2,12}?(?:(?<![布格结大全])局(?![部面级])|厅|委员会|总队|支队|大队|队)|(?:人民)?政府)"
)


class LabelFolder:
    """Folds labels. `places`: their full names (沛县, 湖州市); `bodies`: of agencies."""

    def __init__(self, places: Iterable[str], bodies: Iterable[str]) -> None:
        self._names = {_plain(name): PLACE for name in places if _is_name(name)}
        self._names |= {_plain(name): BODY for name in bodies if len(name) > 3}
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def fold(self, label: str) -> str:
        """The label without marks, # for numbers, 〈地名〉 for places, 〈机构〉 for a body that leads it.

        第七届 and 第八届 fold together, as do 沛县公安局查处 and 县公安局查处.
        """
        text = self._without_names(_OWN.sub("", _plain(label)))
        text = _BODY.sub(BODY, text)
        return _NUMBER.sub(NUMBER, text)

    def _without_names(self, text: str) -> str:
        parts: list[str] = []
        at = 0
        while at < len(text):
            length = next((n for n in self._lengths if text[at : at + n] in self._names), 1)
            word = text[at : at + length]
            parts.append(self._names.get(word, word))
            at += length
        return "".join(parts)


def _is_name(place: str) -> bool:
    """Of two characters only counties: 城区, 郊区 and 矿区 are names of divisions, and words."""
    return len(place) > 2 or (len(place) == 2 and place.endswith("县"))


def _plain(text: str) -> str:
    return _MARKS.sub("", fold(text))
