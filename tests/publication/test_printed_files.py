"""The report and its summary as PDF: what they say, how they are tagged, and that nothing typed is read as markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import page
import pikepdf
import pytest

from publication.fragment import render_fragment
from publication.page import render_page
from publication.printed_report import render_report
from publication.results import Results, read_results
from publication.summary import render_summary

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")

both = pytest.mark.parametrize("render", [render_report, render_summary])
Render = Callable[[Results], bytes]


@pytest.fixture
def results(marts) -> Results:
    return read_results(marts, "ezerzeme", 2024)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, spaces as single ones."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(text.split()) for text in done.stdout.decode().split("\f")[:-1]]


def elements(pdf: bytes) -> list[tuple[str, set[str], bool]]:
    """Every element of the structure tree in reading order: its kind, its scopes, whether it has words."""
    found: list[tuple[str, set[str], bool]] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                attributes = node.get("/A", [])
                listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
                found.append((str(node.S), {str(one.Scope) for one in listed if "/Scope" in one}, "/Alt" in node))
            walk(node.get("/K"))

    with pikepdf.open(BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


@both
def test_the_file_keeps_the_standards_for_archives_and_accessibility(render: Render, results: Results) -> None:
    pdf = render(results)
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        assert [failure.message for failure in page.validate_pdf_bytes(pdf, profile=profile).failures] == []
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")
        assert metadata["dc:title"].startswith("Ezerzemes novads: PMP prevencijas rezultāti 2024.")
        assert str(document.Root.Lang) == "lv"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle


@both
def test_tables_have_header_cells_and_figures_words(render: Render, results: Results) -> None:
    found = elements(render(results))
    kinds = [kind for kind, _, _ in found]
    assert kinds.count("/H1") == 1
    assert kinds.count("/Table") == {render_report: 7, render_summary: 3}[render]
    assert {frozenset(scopes) for kind, scopes, _ in found if kind == "/TH"} == {frozenset({"/Column"})}
    pictures = [has_words for kind, _, has_words in found if kind == "/Figure"]
    assert all(pictures)
    assert render is render_summary or pictures.count(True) == 2


def test_the_report_reads_from_the_plan_to_the_contact(results: Results) -> None:
    pages = pages_of(render_report(results))
    text = " ".join(pages)
    for page_text in pages:
        assert page_text.startswith("darba versija, nav publicējama Ezerzemes novads: PMP prevencijas rezultāti")
    assert (
        "Plāns Plāns A & B Plāna darbības laiks 01.01.2024.–31.12.2027. Apstiprināts 16.11.2023. (lēmums Nr. 7)" in text
    )
    assert "Aktivitātes 3 (ar datiem par sasniegto: 2)" in text
    assert "Ieguldītais finansējums 12 345,60 EUR (ziņas ir par 1 no 3 aktivitātēm)" in text
    assert "Iestādes, kas ziņojušas 23 no 27" in text
    assert (
        "1. mērķis. Vecāku kompetences stiprināšana • Pirmais sagaidāmais • Otrais sagaidāmais aktivitāšu plānā" in text
    )
    assert "7,5 % (26 no 348); 2 no 3 iestādēm" in text
    assert "Izpilde: izpildīts (1) 2.1.1. Atrast vadītāju" in text
    assert "PMP priekšlaicīga mācību pārtraukšana" in text
    # First of all in plain words, and at the end.
    asking = "Par plāna uzraudzību atbild Izglītības pārvalde."
    assert text.index("Īsumā vienkāršā valodā •") < text.index(asking)
    assert text.index("Piekļūstamības paziņojums Šī datne") < text.rindex(asking)


def test_wide_tables_stand_on_landscape_pages(results: Results) -> None:
    with pikepdf.open(BytesIO(render_report(results))) as document:
        shapes = [float(sheet.MediaBox[2]) > float(sheet.MediaBox[3]) for sheet in document.pages]
    assert shapes[0] is False
    assert shapes[-1] is False
    assert any(shapes)


def test_the_summary_counts_by_status(results: Results) -> None:
    (text,) = pages_of(render_summary(results))
    assert "sasniegts 1 " in text
    assert "aprakstīts 1 " in text
    assert "vēl nav datu 1 " in text
    assert "1,4 % nepasliktināt bāzes vērtību 1,2 % (2023./2024. mācību gads; 2 sasniegts" in text
    assert "no 3 iestādēm); 26 no 348; 95 % ticamības" in text
    assert "Kur saņemt palīdzību: par individuālu atbalstu plānā atbild Dienests." in text


def test_a_name_is_shortened_only_where_the_page_is_full(results: Results) -> None:
    name = (
        "Izglītojamo īpatsvars, kuriem nodrošināti atbalsta pasākumi mācību pārtraukšanas riska mazināšanai skolā ar "
    )
    indicators = (replace(results.indicators[0], indicator_name=f"{name} vecākiem"),)
    (text,) = pages_of(render_summary(replace(results, indicators=indicators)))
    assert "vecākiem" in text


def test_a_plan_that_names_nobody_sends_readers_to_the_municipality(marts) -> None:
    text = " ".join(pages_of(render_report(read_results(marts, "kalnava", 2024))))
    assert "var jautāt un par kļūdām tajā ziņot pašvaldībai: Kalnavas novads." in text
    assert text.startswith("PARAUGDATI, darba versija, nav publicējama")


def test_an_abbreviated_supervisor_is_written_out(results: Results) -> None:
    plan = replace(results.plan, supervisor="RSD")
    assert "atbild Rīgas Sociālais dienests (RSD)." in pages_of(render_summary(replace(results, plan=plan)))[0]


@both
def test_what_people_typed_is_printed_as_typed(render: Render, hostile: Results) -> None:
    text = " ".join(pages_of(render(hostile)))
    assert "#let x = 1; #panic() *b* _i_ $x^2$ @z" in text
    assert "<script>alert(1)</script>" in text
    assert "// \ufffd\ufffd" in text
    assert page.is_pdf_compliant_bytes(render(hostile), profile="ua1")


@both
def test_words_without_end_are_not_printed_over_others(render: Render, hostile: Results) -> None:
    pdf = render(hostile)
    assert_nothing_overlaps(pdf)
    assert all("āāāāāāāā" in text for text in pages_of(pdf))


def assert_nothing_overlaps(pdf: bytes) -> None:
    """No word is printed over another or beyond the margin."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    boxes = re.compile('xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)"')
    for sheet in done.stdout.decode().split("<page ")[1:]:
        width = float(sheet.split('"')[1])
        words = [tuple(map(float, found)) for found in boxes.findall(sheet)]
        assert min(top for _, top, _, _ in words) > 20
        assert max(right for _, _, right, _ in words) < width - 40
        for (left, top, right, bottom), (to_left, to_top, to_right, to_bottom) in combinations(words, 2):
            across, along = min(right, to_right) - max(left, to_left), min(bottom, to_bottom) - max(top, to_top)
            assert across < 1 or along < 4


def test_a_long_text_is_printed_to_its_end(results: Results) -> None:
    first, *others = results.activities
    told = replace(first, factor_analysis=" ".join(f"vārds{nr}" for nr in range(2000)), texts_reviewed=True)
    text = " ".join(pages_of(render_report(replace(results, activities=(told, *others)))))
    assert "vārds1999" in text


def test_the_fullest_summary_is_one_page(results: Results) -> None:
    """More indicators than there is room for, with the longest names and readings, and every status there is."""
    name = "Izglītojamo īpatsvars, kuriem nodrošināti atbalsta pasākumi mācību pārtraukšanas riska mazināšanai " * 3
    longest = replace(
        results.indicators[-1], indicator_name=name, breakdown="extramural_distance", baseline_kind="to_be_determined",
        baseline_value=12345.6, is_baseline_provisional=True, baseline_period="2022/2023", next_target_year=2025,
    )  # fmt: skip
    target = replace(results.targets[0], indicator_nr="2", breakdown="extramural_distance", target_year=2025)
    statuses = ["met", "on_track", "off_track", "no_target", "no_baseline", "no_data"]
    indicators = tuple(replace(longest, progress_status=statuses[nr % 6]) for nr in range(40))
    achieved = ["exceeded", "met", "partly", "not_met", "described", "not_published", "no_data"]
    activities = tuple(replace(results.activities[0], achievement_status=status) for status in achieved)
    plan = replace(results.plan, plan_title=name, supervisor=name[:120])
    reported = replace(results.reported, is_demo=True)
    full = replace(
        results, plan=plan, indicators=indicators, targets=(target,), activities=activities, reported=reported
    )  # fmt: skip
    pdf = render_summary(full)
    assert_nothing_overlaps(pdf)
    (text,) = pages_of(pdf)
    assert text.count("… – neklātiene un tālmācība") == 13
    assert "Vēl 27 rādītāju rindas – pilnajā pārskatā" in text
    assert "pārsniegts 1 " in text
    assert "atpaliek no plānotā 7 " in text


@both
def test_the_same_results_give_the_same_bytes_whatever_was_set_between(render: Render, results, hostile) -> None:
    first = render(results)
    assert render(hostile) != first
    assert render(results) == first


def test_an_impact_that_activities_of_a_goal_share_is_told_once_where_people_read(results: Results) -> None:
    shared = tuple(replace(one, impact_assessment="Cēlies.", unwanted_texts=()) for one in results.activities)
    assert [one.goal_nr for one in shared] == ["2", "2", "10"]
    same = replace(results, activities=shared)
    for text in (render_page(same), " ".join(pages_of(render_report(same)))):
        assert text.count("Cēlies.") == 2
        assert text.count("Tas pats,") == 1
    # A text of its own stays, and where the table is taken along each activity tells its text.
    own = replace(same, activities=(shared[0], replace(shared[1], impact_assessment="Cits."), shared[2]))
    assert "Tas pats," not in render_page(own)
    assert render_fragment(same).count("Cēlies.") == 3
