"""Patterns that cost little where nothing is found: words as a tree, and matches tried only where they can begin.

`re` tries every alternative of a pattern at every character, unless the pattern begins with a class of
characters or with alternatives that each begin with a plain character: then it runs ahead in C.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    """A hint for `Hinted`: characters with which a pattern can begin, and those that can stand behind them.

    Each key holds the first characters, its value the second ones; empty where any may follow.
    """
    options = (f"(?<=[{first}])" + (f"(?=[{second}])" if second else "") for first, second in follow.items())
    return f"[{''.join(follow)}](?:{'|'.join(options)})"


class Hinted:
    """A pattern tried only where `hint` matches, which must do so wherever the pattern can begin.

    A hint that begins with a class of characters makes a search several times as fast as the pattern's own.
    """

    __slots__ = ("hint", "pattern")

    def __init__(self, pattern: str, hint: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = re.compile(pattern, flags)
        self.hint = re.compile(hint)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of the pattern, none overlapping the one before."""
        match, at = self.pattern.match, 0
        for hint in self.hint.finditer(text):
            start = hint.start()
            if start >= at and (found := match(text, start)):
                yield found
                at = found.end()
