"""Patterns that cost little where nothing is found: words as a tree, and matches tried only near rare characters.

`re` tries every alternative of a pattern at every character, unless the pattern begins with a class of
characters or with alternatives that each begin with a plain character: then it runs ahead in C.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

_Tree = dict[str, Any]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest that fits first. Each character is looked at once, not once a word."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def any_of_many(words: Sequence[str]) -> str:
    """`any_of` for words with so many first characters that it is worth a look whether one of them is there."""
    return f"(?=[{re.escape(''.join(dict.fromkeys(word[0] for word in words)))}]){any_of(words)}"


def _branch(tree: _Tree) -> str:
    branches = [re.escape(char) + _branch(rest) for char, rest in tree.items() if char]
    if "" in tree:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first character, longer ones first: for `startswith`."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


def by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their last character, longer ones first: for `endswith`."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


def beginning(follow: dict[str, str]) -> str:
    """A pattern for the places where another can begin: its first characters, and those that can stand behind them.

    Each key holds the first characters, its value the second ones; empty where any may follow.
    """
    options = (f"(?<=[{first}])" + (f"(?=[{second}])" if second else "") for first, second in follow.items())
    return f"[{''.join(follow)}](?:{'|'.join(options)})"


def places(text: str, chars: str) -> list[int]:
    """Where one of `chars` stands in a text, in order: found by `str.find`, which is faster than any pattern."""
    found: list[int] = []
    for char in chars:
        at = text.find(char)
        while at >= 0:
            found.append(at)
            at = text.find(char, at + 1)
    found.sort()
    return found


def lines_of(text: str) -> list[str]:
    """What `text.split("\\n")` gives, at half its price in Chinese."""
    lines: list[str] = []
    start, end = 0, text.find("\n")
    while end >= 0:
        lines.append(text[start:end])
        start = end + 1
        end = text.find("\n", start)
    lines.append(text[start:])
    return lines


class Anchored:
    """A pattern each match of which holds a rare character within its first few: it is tried only near those.

    `anchors` are the rare characters, each with those that it must stand behind (empty: behind anything) and with
    how far behind the start of a match it stands. `firsts` are the characters that a match begins with, each with
    those that can come second (empty: any; `never_twice`: any but the first once more).
    """

    __slots__ = ("anchors", "chars", "firsts", "never_twice", "pattern")

    def __init__(
        self,
        pattern: str,
        anchors: dict[str, tuple[str, int]],
        firsts: dict[str, str],
        flags: int = 0,
        never_twice: bool = False,
    ) -> None:
        self.pattern = re.compile(pattern, flags)
        self.chars = "".join(anchors)
        self.anchors = {char: (frozenset(b), r) for chars, (b, r) in anchors.items() for char in chars}
        self.never_twice = never_twice
        self.firsts = {char: frozenset(second) for chars, second in firsts.items() for char in chars}

    def matches(self, text: str) -> list[re.Match[str]]:
        """The matches of the pattern in order, none overlapping the one before."""
        found: list[re.Match[str]] = []
        anchors, firsts, match, never_twice = self.anchors, self.firsts, self.pattern.match, self.never_twice
        tried = 0  # how far the pattern has been tried
        for place in places(text, self.chars):
            before, reach = anchors[text[place]]
            if before and text[place - 1 : place] not in before:
                continue
            start = place - reach
            if start < tried:
                start = tried
            while start <= place:
                second = firsts.get(text[start])
                start += 1
                if second is None or (second and text[start : start + 1] not in second):
                    continue
                if never_twice and not second and text[start : start + 1] == text[start - 1]:
                    continue
                if m := match(text, start - 1):
                    found.append(m)
                    start = m.end()
                    break
            if start > tried:
                tried = start
        return found
