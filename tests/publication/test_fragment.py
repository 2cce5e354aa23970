"""The fragment for municipal sites: plain elements that bring nothing along, and nothing typed read as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from publication.fragment import render_fragment
from publication.results import Results, read_results

ELEMENTS = {
    "div", "p", "strong", "small", "br", "wbr", "h2", "h3", "dl", "dt", "dd", "ul", "li",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Fragment(HTMLParser):
    """Elements with their attributes; every one must be closed by its own end tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[list[str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ("br", "wbr"):
            self._open.append(tag)
        if tag == "tr":
            self.cells.append([])
        if tag in ("th", "td"):
            self.cells[-1].append("")
        if tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if {"th", "td"} & set(self._open):
            self.cells[-1][-1] = (self.cells[-1][-1] + data).replace("\u00a0", " ")


@pytest.fixture
def fragment(marts) -> Fragment:
    return Fragment(render_fragment(read_results(marts, "ezerzeme", 2024)))


@pytest.mark.parametrize("spoilt", [False, True])
def test_the_fragment_brings_nothing_along(marts, hostile: Results, spoilt: bool) -> None:
    fragment = Fragment(render_fragment(hostile if spoilt else read_results(marts, "ezerzeme", 2024)))
    assert {tag for tag, _ in fragment.elements} - {"wbr"} == ELEMENTS - {"wbr"}
    assert {name for tag, attributes in fragment.elements for name in attributes if tag != "div"} == {"scope"}
    framed = [attributes for tag, attributes in fragment.elements if tag == "div"]
    assert framed[0].keys() == {"lang", "id"}
    assert all(one.keys() == {"role", "aria-label", "tabindex", "style"} for one in framed[1:])
    assert {one["style"] for one in framed[1:]} == {"max-width: 100%; overflow-x: auto"}


def test_the_draft_mark_stands_first_and_last(fragment: Fragment, marts) -> None:
    words = fragment.text.split()
    assert words[:4] == words[-4:] == ["darba", "versija,", "nav", "publicējama"]
    demo = Fragment(render_fragment(read_results(marts, "kalnava", 2024))).text.split()
    assert demo[0] == demo[-5] == "PARAUGDATI,"


def test_every_table_has_a_caption_and_header_cells(fragment: Fragment) -> None:
    tags = [tag for tag, _ in fragment.elements]
    assert tags.count("table") == tags.count("caption") == 9
    assert {attributes.get("scope") for tag, attributes in fragment.elements if tag == "th"} == {"col", "row"}
    assert "Ezerzemes novads: aktivitāšu rezultāti 2024.\u00a0gadā – U UNIVERSĀLĀ" in fragment.text


def test_rows_of_the_results_table_name_their_goal(fragment: Fragment) -> None:
    rows = [[" ".join(cell.split()) for cell in row] for row in fragment.cells]
    assert [
        "U", "2. Vecāku kompetence", "2.1. CAP kurss", "12 345,60 EUR No tā: pašvaldība 12 000,00 EUR, valsts "
        "345,60 EUR. Plānā: Balvu fonds 150,00 EUR",
        '=1+1 <script>alert("x")</script>', "60 vecāki sasniegts", "@SUM(A1) teksts pārskatīts pēc agrākiem datiem",
        "-sals",
    ] in rows  # fmt: skip
    assert [
        "U", "2. Vecāku kompetence", "2.2. Lekcijas", "Plānā: 0,00", "+5% vecāku",
        "Notika aprakstīts; teksts vēl nav pārskatīts", "bez teksta: tā nolēmusi darba grupa",
        "iestāžu rakstītais vēl nav pārskatīts",
    ] in rows  # fmt: skip
    assert ["P", "10. Atbalsts", "10.1. Nometnes", "", "50% jauniešu", "šim gadam nav paredzēta", "", ""] in rows


def test_notes_that_reporters_typed_beside_tasks_stay_in_the_house(marts) -> None:
    marts.execute("update marts.task_status set note = 'Jānis slimo'")
    results = read_results(marts, "ezerzeme", 2024)
    assert "slimo" not in repr(results)
    assert "slimo" not in render_fragment(results)


def test_hostile_text_stays_text_and_words_without_end_may_break(hostile: Results) -> None:
    html = render_fragment(hostile)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "\x07" not in html
    assert "\u202e" not in html
    assert "ā" * 30 + "<wbr>" + "ā" * 30 in html
    # But for the name of a table, which is only read out.
    assert "ā" * 31 not in re.sub('aria-label="[^"]*"', "", html).replace("<wbr>", " ")


def test_the_same_results_give_the_same_fragment(marts) -> None:
    results = read_results(marts, "ezerzeme", 2024)
    assert render_fragment(results) == render_fragment(results)
