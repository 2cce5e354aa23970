from dataclasses import replace
from html.parser import HTMLParser

import pytest

from publication.page import render_page
from publication.results import read_results

NBSP = "\u00a0"
VOID = {"meta", "link", "br", "img"}


class Outline(HTMLParser):
    """Element tree of a page: every element must be closed by its own end tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)
        if tag in ("br", "dd"):
            self.handle_data(" ")

    def handle_endtag(self, tag):
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data):
        for index in self._open:
            self.elements[index][2].append(data)

    def find(self, tag: str, **attributes: str) -> list[tuple[dict[str, str | None], str]]:
        """Attributes and text of the elements of a kind, in page order."""
        return [
            (attrs, " ".join("".join(text).replace(NBSP, " ").split()))
            for name, attrs, text in self.elements
            if name == tag and all(value in (attrs.get(key) or "").split(" ") for key, value in attributes.items())
        ]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [text for _, text in self.find(tag, **attributes)]


@pytest.fixture
def own_layout(marts) -> str:
    return render_page(read_results(marts, "ezerzeme", 2024))


@pytest.fixture
def default_layout(marts) -> str:
    return render_page(read_results(marts, "kalnava", 2024))


def test_the_page_says_in_latvian_whose_results_it_holds_and_that_it_is_a_draft(own_layout):
    page = Outline(own_layout)
    assert page.find("html")[0][0]["lang"] == "lv"
    assert page.texts("title") == [
        "Ezerzemes novads: PMP prevencijas rezultāti 2024. gadā (darba versija, nav publicējama)"
    ]
    header = page.texts("header")[0]
    for part in ("darba versija, nav publicējama", "Ezerzemes novads", "Plāns A & B", "01.01.2024.–31.12.2027."):
        assert part in header
    assert "16.11.2023. (lēmums Nr. 7)" in header
    assert "pasākumi un gada dati: 01.01.2024.–31.12.2024." in header


def test_every_link_of_the_page_leads_to_a_place_in_it(own_layout):
    page = Outline(own_layout)
    ids = {attrs["id"] for _, attrs, _ in page.elements if "id" in attrs}
    targets = [attrs["href"] for attrs, _ in page.find("a")]
    assert targets[0] == "#content"
    assert {target.removeprefix("#") for target in targets} <= ids
    assert len(targets) == 17


def test_the_page_asks_for_nothing_from_outside_and_runs_no_script(own_layout):
    page = Outline(own_layout)
    assert not page.find("script")
    assert "url(" not in own_layout
    assert [attrs["href"] for attrs, _ in page.find("link")] == ["data:,"]


def test_hostile_text_stays_text(own_layout):
    assert "=1+1 &lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in own_layout
    assert "<script" not in own_layout


def test_the_results_table_keeps_the_municipality_s_columns(own_layout, default_layout):
    own = Outline(own_layout).texts("th", scope="col")[:8]
    # The plan prints no label for the level; a screen reader needs one.
    assert own == [
        "PL",
        "MĒRĶIS",
        "AKTIVITĀTE",
        "IEGULDĪTAIS FINANSĒJUMS",
        "PLĀNOTAIS REZULTĀTS",
        "IZPILDE (sasniegtā vērtība)",
        "IETEKME",
        "FAKTORI",
    ]
    assert Outline(default_layout).texts("th", scope="col")[:8] == [
        "PL",
        "Mērķis",
        "Aktivitāte",
        "Plānotais",
        "Izpilde",
        "Ietekme",
        "Faktori",
        "Finansējums (EUR)",
    ]


def test_activities_stand_in_plan_order_under_level_and_goal(own_layout):
    headings = [
        text
        for attrs, text in Outline(own_layout).find("th")
        if attrs.get("scope") in ("rowgroup", "row") and "name" not in (attrs.get("class") or "")
    ]
    assert headings[:7] == [
        "U UNIVERSĀLĀ",
        "2. mērķis: Vecāku kompetence",
        "2.1. CAP kurss",
        "2.2. Lekcijas",
        "P PIELĀGOTĀ",
        "10. mērķis: Atbalsts",
        "10.1. Nometnes",
    ]


def test_the_head_says_how_far_the_texts_were_reviewed(own_layout, default_layout):
    said = "2\u00a0teksti vēl nav pārskatīti; 1\u00a0teksts pārskatīts pēc agrākiem datiem"
    assert said in own_layout
    assert "Teksti rezultātu tabulā" not in default_layout


def test_money_of_the_plan_is_shown_as_planned_beside_what_was_invested(own_layout):
    assert Outline(own_layout).texts("td", **{"class": "invested_funding"}) == [
        "Plānots Balvu fonds 150,00 EUR Ieguldīts 12 345,60 EUR No tā: pašvaldība 12 000,00 EUR, valsts 345,60 EUR.",
        "Plānots 0,00",
        "",
    ]


def test_what_was_achieved_carries_its_status_and_whether_it_was_reviewed(own_layout, default_layout):
    assert Outline(own_layout).texts("td", **{"class": "achieved_result"}) == [
        "sasniegts 60 vecāki",
        "aprakstīts Notika teksts vēl nav pārskatīts",
        "šim gadam nav paredzēta",
    ]
    impact = Outline(own_layout).texts("td", **{"class": "impact_assessment"})
    assert impact == ["@SUM(A1) teksts pārskatīts pēc agrākiem datiem", "bez teksta: tā nolēmusi darba grupa", ""]
    reported = Outline(own_layout).texts("td", **{"class": "factor_analysis"})
    assert reported == ["-sals", "iestāžu rakstītais vēl nav pārskatīts", ""]
    page = Outline(default_layout)
    empty = [
        page.texts("td", **{"class": key})[0] for key in ("achieved_result", "impact_assessment", "factor_analysis")
    ]
    assert empty == ["vēl nav datu"] * 3


def test_indicators_show_what_is_meant_and_what_is_printed(own_layout):
    page = Outline(own_layout)
    assert [text for text in page.texts("th", scope="col") if "Jāsasniedz" in text] == [
        "Jāsasniedz 2025. gadā",
        "Jāsasniedz 2027. gadā",
    ]
    cells = [
        text
        for attrs, text in page.find("td")
        if (attrs.get("data-label") or "").startswith(("Jāsasniedz", "Stāvoklis"))
    ][:6]
    assert cells == [
        "par 5 procentpunktiem vairāk nekā bāzes vērtība – vismaz 66,5 % plānā: „Līdz +5%”",
        "vismaz 45 % plānā: „Līdz 45%”",
        "vēl nav datu",
        "nepasliktināt bāzes vērtību plānā: „Saglabāt bāzes vērtību”",
        "nav noteikts",
        "sasniegts jaunākā vērtība: 1,2 % (2023./2024. mācību gads; 2 no 3 iestādēm); "
        "26 no 348; 95 % ticamības intervāls: 5–10 %",
    ]
    assert page.texts("td", **{"data-label": "Bāzes"}) == [
        "61,5 % (2024. gads), pagaidu vērtība plānā: „tiks noteikta 2024.gadā”",
        "1,4 % (2022./2023. mācību gads) plānā: „1,4% psk.”",
    ]
    assert "internal note" not in own_layout


def test_both_goal_lists_are_shown_with_their_counterparts(own_layout, default_layout):
    [with_results, plain, lonely] = [
        text for text in Outline(own_layout).texts("li") if text[0].isdigit() and "mērķis" in text
    ]
    assert with_results == (
        "1. mērķis Vecāku kompetences stiprināšana Pirmais sagaidāmais Otrais sagaidāmais aktivitāšu plānā: 2. mērķis"
    )
    assert plain == "2. mērķis Vecāku kompetence stratēģiskais mērķis: 1."
    assert lonely == "10. mērķis Atbalsts otrā sarakstā atbilstoša mērķa nav"
    assert "divi mērķu saraksti" in own_layout
    assert "divi mērķu saraksti" not in default_layout
    assert "sagaidāmie rezultāti nav norādīti" in default_layout


def test_tasks_stand_with_dates_state_and_report(own_layout):
    page = Outline(own_layout)
    rows = [text for text in page.texts("tr") if text.startswith("2.1.")]
    assert rows == [
        "2.1.1. Atrast vadītāju Aktivitāte 2.1. CAP kurss 01.09.2024.–30.09.2024. plānā: „2024.g. septembris” "
        "Pārvalde Dome jāīsteno izpildīts Darba grupas vārdi",
        "2.1.2. Vadīt grupu Aktivitāte 2.1. CAP kurss 01.01.2025.–31.12.2025. plānā: „2025.g.” "
        "Skola vēl nav jāsāk vēl nav datu",
    ]
    assert "Skolas vārdi" not in own_layout


def test_a_plan_without_tasks_says_so(default_layout):
    page = Outline(default_layout)
    assert "Šajā plānā darba uzdevumi ar termiņiem nav noteikti." in page.texts("section", id="tasks")[0]
    assert len(page.find("table")) == 5


def test_tables_have_captions_and_their_scroll_regions_a_name(own_layout):
    page = Outline(own_layout)
    regions = [attrs for attrs, _ in page.find("div", role="region")]
    captions = {attrs["id"]: text for attrs, text in page.find("caption")}
    assert [captions[region["aria-labelledby"]] for region in regions] == [
        "Ezerzemes novads: aktivitāšu rezultāti 2024. gadā",
        "Ezerzemes novads: rādītāju bāzes vērtības, sasniedzamās vērtības un stāvoklis līdz 2024. gadam",
        "Ezerzemes novads: rādītāju vērtības pa periodiem līdz 2024. gadam",
        "Ezerzemes novads: darba uzdevumi un to termiņi",
        "Ezerzemes novads: aktivitātes un ieguldītais finansējums pa prevencijas līmeņiem 2024. gadā",
        "Ezerzemes novads: gadījumi pa institūcijām līdz 2024. gadam",
        "Ezerzemes novads: saņemtās veidlapas līdz 2024. gada beigām",
    ]
    assert {region["tabindex"] for region in regions} == {"0"}
    assert all("scope" in attrs for attrs, _ in page.find("th"))


def test_only_abbreviations_that_occur_are_explained(own_layout):
    page = Outline(own_layout)
    [listed] = page.texts("dl", **{"class": "abbreviations"})
    assert [short for short in ("CAP", "PL", "PMP", "psk.", "VIIS") if short in listed.split()] == [
        "CAP",
        "PL",
        "PMP",
        "psk.",
        "VIIS",
    ]
    assert "BEA" not in listed


def test_the_same_results_give_the_same_page(marts, own_layout):
    assert render_page(read_results(marts, "ezerzeme", 2024)) == own_layout


def test_the_head_shows_the_key_figures_and_counts_what_was_achieved_by_status(marts):
    results = read_results(marts, "ezerzeme", 2024)
    # Of one activity nothing is known; a text that waits for its review tells no less of the others.
    assert [activity.achievement_status for activity in results.activities] == ["met", "described", "no_data"]
    unread = replace(results, activities=tuple(replace(one, achieved_result=None) for one in results.activities))
    page = Outline(render_page(unread))
    figures = page.texts("dl", **{"class": "counts"})
    assert figures == [
        "Mērķi 2 Aktivitātes 3 ar datiem par sasniegto: 2 Rādītāji 2 ar jauniem datiem: 1 "
        "Darba uzdevumi 2 izpildīti: 1 "
        "Ieguldītais finansējums 12 345,60 EUR ziņas ir par 1 no 3 aktivitātēm "
        "Iestādes, kas ziņojušas 23 no 27 no tām saņemti visi aktivitāšu žurnāli"
    ]
