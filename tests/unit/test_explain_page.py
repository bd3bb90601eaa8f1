"""The page: self-contained, safe whatever the text holds, and whole without its script."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from fazhi.explain.page import render, safe
from tests.unit.explain_kit import explanation, observation, passed

VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """What a reader takes from a page: ids, links, and the text of the article by line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.lines: list[str] = []
        self.classes: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self._depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        self.ids += [values["id"]] if "id" in values else []
        if tag == "a":
            self.links.append(values["href"])
            if "id" in values:
                self.classes[values["id"]] = values["class"]
                self.titles[values["id"]] = values["title"]
        else:
            self.loaded += [values[name] for name in ("src", "href", "data", "action") if name in values]
        self._depth += tag == "article"
        if tag == "p" and self._depth:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self._depth and self.lines and data != "\n":
            self.lines[-1] += data


HOSTILE = '<script>alert("1")</script> & 5件\n</article><img src="//x" onerror=\'6\'>\u0007'


def test_what_the_text_holds_is_shown_and_never_obeyed() -> None:
    rows = [observation(HOSTILE, "5", "<b>", label='"><i>', subject="'&'", rule_example="</style>")]
    page = Page(render(explanation(HOSTILE, rows, title="<title>&", source_path="a'\"<.txt")))
    assert page.lines == [line.replace("\x07", "\ufffd") for line in HOSTILE.split("\n")]
    assert "img" not in page.tags
    assert page.handlers == []
    assert safe("a\x00<'\">") == "a\ufffd&lt;&#x27;&quot;&gt;"


def test_an_address_that_is_none_is_no_link() -> None:
    assert "javascript:1" not in Page(render(explanation("5件", [], source_url="javascript:1"))).links
    assert (
        "https://x.gov.cn/?a=1&b"
        in Page(render(explanation("5件", [], source_url="https://x.gov.cn/?a=1&b"))).links
    )


def test_it_asks_for_nothing_and_runs_only_its_own_script() -> None:
    html = render(explanation("立案5件", [observation("立案5件", "5", "m")]))
    page = Page(html)
    assert page.loaded == ["data:,"]
    assert all(link.startswith("#") for link in page.links)
    assert "@import" not in html and "url(" not in html
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_link_has_its_place_and_every_place_is_one() -> None:
    text = "2023年立案12件,其中3件\n又34件"
    rows = [
        observation(text, "12", "cases_filed", in_agency_year=True),
        observation(text, "12", "cases_total"),
        observation(text, "3", value_start=text.index("其中3") + 2, parent_start=text.index("12")),
    ]
    page = Page(render(explanation(text, rows, [passed(text, "2023年", "date")])))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {f"{kind}{no}" for kind in "md" for no in range(1, 5)} <= set(page.ids)
    assert page.classes == {
        "m1": "n passed_over",
        "m2": "n mapped stands",
        "m3": "n unmapped",
        "m4": "n unlisted",
    }


def test_without_the_script_the_hints_tell_what_each_number_is() -> None:
    text = "2023年立案12件"
    page = Page(
        render(explanation(text, [observation(text, "12", "cases_filed")], [passed(text, "2023年", "date")]))
    )
    assert page.titles["m1"].startswith("date: ")
    assert page.titles["m2"] == "cases_filed 指标cases_filed: 5 件 (2023)"


def test_spans_that_overlap_all_have_their_anchor_and_show_together() -> None:
    text = "12万件"
    html = render(explanation(text, [observation(text, "12"), observation(text, "12万", "m")]))
    page = Page(html)
    assert page.lines == [text]
    assert {"m1", "m2", "d1", "d2"} <= set(page.ids)
    assert 'data-no="1" data-also="2"' in html


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("立案5件", "all 1 runs of digits are in a list"), ("立案5件7", "1 runs of digits are in no list")],
)
def test_it_says_whether_a_number_is_lost(text: str, verdict: str) -> None:
    assert verdict in render(explanation(text, [observation(text, "5")]))


def test_both_languages_tell_why_a_figure_does_not_stand() -> None:
    row = observation("5件", "5", "m", selection_reason="not selected: a target", kind="target")
    html = render(explanation("5件", [row]))
    assert "不采用：是目标" in html and "not selected: a target" in html


def test_a_corrected_figure_says_so() -> None:
    html = render(explanation("5件", [observation("5件", "5", "m", is_corrected=True, rule_id=None)]))
    assert "经人工更正" in html
    assert "经人工更正" not in render(explanation("5件", [observation("5件", "5", "m")]))
