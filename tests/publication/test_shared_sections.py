"""Sections that the page, the report and the fragment have in common: plain words, help, money, who reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publication import report, reported_tables, support
from publication.activity_tables import tasks_table
from publication.blocks import Cell, Heading, Paragraph, Points, Section, Table, Terms
from publication.fragment import render_fragment
from publication.page import render_page
from publication.phrases import load_phrases
from publication.plain_language import plain_language
from publication.results import Results, read_results

WORDS = load_phrases()


@pytest.fixture
def results(marts) -> Results:
    return read_results(marts, "ezerzeme", 2024)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def sentences_of(results: Results) -> list[str]:
    [points] = plain_language(results, WORDS).blocks
    assert isinstance(points, Points)
    return [plain(point) for point in points.points]


def cells(section: Section) -> list[list[str]]:
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    return [[plain(f"{cell.text} {cell.note}".strip()) for cell in row] for part in table.parts for row in part.rows]


def test_the_plain_sentences_count_what_the_marts_hold(results: Results) -> None:
    told = sentences_of(results)
    assert told == [
        "Pašvaldībai (Ezerzemes novads) ir plāns, kā panākt, lai bērni un jaunieši nepamet mācības pirms laika.",
        "Plānā ir 3 aktivitātes; 2024. gadā: 1 aktivitātē plānotais ir sasniegts; "
        "1 aktivitātē paveikto apraksta vārdiem; par 1 aktivitāti vēl nav datu.",
        "To, vai kļūst labāk, pēc jaunākās vērtības rāda 2 rādītāji (katra izglītojamo grupa skaitīta atsevišķi): "
        "1 rādītājam plānotais ir sasniegts; par 1 rādītāju to vēl nevar pateikt.",
        told[3],
        "Darbu dara, izpildot 2 uzdevumus: 1 uzdevums ir izpildīts; par 1 uzdevumu ziņu vēl nav.",
        "Aktivitātēs 2024. gadā ieguldīti 12 345,60 EUR; ziņas ir par 1 no 3 aktivitātēm.",
        "Visus aktivitāšu žurnālus par 2024. gadu ir atsūtījušas 23 no 27 iestādēm.",
        told[7],
        "Par plāna uzraudzību atbild Izglītības pārvalde. Tur var jautāt par šo pārskatu un ziņot par kļūdām tajā.",
    ]
    assert not any(character.isdigit() for character in told[3] + told[7])


def test_groups_are_named_only_where_an_indicator_has_them(results: Results) -> None:
    whole = replace(results, indicators=results.indicators[:1])
    assert (
        sentences_of(whole)[2]
        == "To, vai kļūst labāk, pēc jaunākās vērtības rāda 1 rādītājs: par 1 rādītāju to vēl nevar pateikt."
    )


def test_there_are_ten_plain_sentences_at_most_and_invented_figures_come_first(marts, results: Results) -> None:
    demo = replace(results, reported=replace(results.reported, is_demo=True))
    assert len(sentences_of(demo)) == 10
    without_reports = sentences_of(read_results(marts, "kalnava", 2024))
    assert without_reports[0].startswith("Šajā versijā ir paraugdati")
    assert "Ziņu par ieguldīto naudu vēl nav." in without_reports
    assert "Plānā ir 1 aktivitāte; 2024. gadā: par 1 aktivitāti vēl nav datu." in without_reports


def test_every_status_is_told_in_plain_words() -> None:
    statuses = {
        "activities": {*WORDS["achievement"], "no_data"},
        "indicators": set(WORDS["progress"]),
        "tasks": {*WORDS["task_status"], "unknown"},
    }
    for of, expected in statuses.items():
        told = [status for kind in WORDS["plain"][of]["kinds"] for status in kind["statuses"]]
        assert len(told) == len(set(told))
        assert set(told) == expected


def test_help_comes_from_those_the_plan_makes_answer_for_individual_support(results: Results) -> None:
    first, terms, source = support.help_from(results, WORDS).blocks
    assert terms == Terms((("Dienests", "Nometnes"),))
    # The table that prints this institution, not the one of the planned results.
    assert source == Paragraph("Plānā: 3.6.tab. Rezultātu uzskaite", is_note=True)
    assert support.help_sentence(results, WORDS) == (
        "Kur saņemt palīdzību: par individuālu atbalstu plānā atbild Dienests."
    )
    nobody = replace(results, activities=results.activities[:2])
    assert support.help_from(nobody, WORDS).blocks[0] == Paragraph(WORDS["help"]["none"])
    assert support.help_sentence(nobody, WORDS) == ""
    assert isinstance(first, Paragraph)


def test_an_institution_of_two_abbreviations_is_written_out() -> None:
    assert support.written_out("IKSD IP", WORDS).endswith("departaments, Izglītības pārvalde (IKSD IP)")
    assert support.written_out("SN sociālais dienests", WORDS) == "SN sociālais dienests"


def test_money_is_added_up_by_level_and_by_who_gave_it(results: Results) -> None:
    assert cells(reported_tables.money_by_level(results, WORDS)) == [
        ["U UNIVERSĀLĀ", "2", "12 000,00 EUR", "345,60 EUR", "", "", "12 345,60 EUR ziņas ir par 1 no 2 aktivitātēm"],
        ["P PIELĀGOTĀ", "1", "", "", "", "", "vēl nav datu"],
        ["Visos līmeņos", "3", "12 000,00 EUR", "345,60 EUR", "", "", "12 345,60 EUR ziņas ir par 1 no 3 aktivitātēm"],
    ]


def test_cases_stand_by_institution_with_who_reported(results: Results) -> None:
    assert cells(reported_tables.referrals(results, WORDS)) == [
        ["bāriņtiesa", "2022./2023. mācību gads", "18", ""],
        ["pašvaldības policija", "2023./2024. mācību gads", "61 ziņojuši: 2 no 3", "−5"],
    ]


def test_who_reported_is_told_by_form(results: Results) -> None:
    assert cells(reported_tables.coverage(results, WORDS)) == [
        [
            "Skolas pārskats par priekšlaicīgas mācību pārtraukšanas novēršanu",
            "2023./2024. mācību gads, 2. pusgads un viss mācību gads",
            "0 no 1",
        ],
        ["Aktivitāšu izpildes žurnāls", "2024./2025. mācību gads, 1. pusgads", "2 no 3"],
    ]
    earlier = replace(results.reported.coverage[0], collection="2022/2023-S2")
    assert reported_tables.coverage(
        replace(results, reported=replace(results.reported, coverage=(earlier,))), WORDS
    ).blocks == (Paragraph("Iestāžu ziņojumu vēl nav."),)


def test_a_task_tells_what_was_reviewed_of_its_notes_and_nothing_else(results: Results) -> None:
    told = {row[0].text: row[1] for part in tasks_table(results, WORDS).parts for row in part.rows}
    assert told == {
        "2.1.1.": Cell("Atrast vadītāju", "Aktivitāte 2.1. CAP kurss; Darba grupas vārdi"),
        "2.1.2.": Cell("Vadīt grupu", "Aktivitāte 2.1. CAP kurss"),
    }
    fragment = render_fragment(results)
    assert "Darba grupas vārdi" in fragment
    assert "Skolas vārdi" not in fragment


def test_indicators_without_new_values_stand_in_one_list_with_the_reason(results: Results) -> None:
    blocks = report.pictures(results, WORDS).blocks
    assert blocks[-2:] == (
        Heading("Rādītāji, par kuriem jaunu datu vēl nav"),
        Points(("1. Vecāku apmierinātība – vērtību vēl nav: bāzes vērtība vēl jānosaka",)),
    )


def test_the_page_and_the_fragment_have_the_sections_and_only_the_page_has_pictures(results: Results) -> None:
    page, fragment = render_page(results), render_fragment(results)
    titles = [
        WORDS[name]["title"]
        for name in ("plain", "help", "money", "referrals", "reports", "revisions", "accessibility", "contact")
    ]
    for html in (page, fragment):
        assert [html.count(f"<h2>{title}</h2>") for title in titles] == [1] * len(titles)
    assert page.count('<img src="data:image/svg+xml;base64,') == 2
    assert "<img" not in fragment
