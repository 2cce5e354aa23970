"""The slides: titles, figures as in the marts, words for what is drawn, Latvian throughout, fixed bytes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pptx
import pytest
from pptx.util import Cm

from ingest.workspace import Workspace
from publication.results import Results, read_results
from publication.slides import render_slides


@pytest.fixture
def results(marts: duckdb.DuckDBPyConnection) -> Results:
    return read_results(marts, "ezerzeme", 2024)


def rendered(marts: duckdb.DuckDBPyConnection, results: Results) -> bytes:
    return render_slides(marts, Workspace(Path()), results)["prezentacija.pptx"]


def slides_of(content: bytes) -> list:
    return list(pptx.Presentation(BytesIO(content)).slides)


def rows_of(slide) -> list[list[str]]:
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in table.rows]


def bars_of(slide) -> list[tuple[str, float]]:
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    return list(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))


def test_every_slide_has_its_title_and_says_that_it_is_a_draft(marts, results) -> None:
    slides = slides_of(rendered(marts, results))
    assert [slide.shapes.title.text for slide in slides] == [
        "Ezerzemes novads: PMP prevencija 2024.\u00a0gadā",
        "Galvenie skaitļi",
        "Kā izpildītas aktivitātes 2024.\u00a0gadā",
        "Rādītāji pēc jaunākās vērtības līdz 2024.\u00a0gadam",
        "Atpaliek no plānotā: 0 no 2 rādītājiem",
        "Darba uzdevumi 2024.\u00a0gadā",
        "Priekšlikumi un atvērtie jautājumi",
        "Kas pēc plāna jādara 2025.\u00a0gadā",
    ]
    for number, slide in enumerate(slides, start=1):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert f"darba versija, nav publicējama · Ezerzemes novads · {number}" in texts
        assert not slide.has_notes_slide


def test_figures_are_those_of_the_marts(marts, results) -> None:
    slides = slides_of(rendered(marts, results))
    assert ["U UNIVERSĀLĀ", "1\u00a0mērķis, 2\u00a0aktivitātes"] in rows_of(slides[0])
    assert ["Ieguldītais finansējums", "12\u00a0345,60\u00a0EUR (ziņas ir par 1 no 3 aktivitātēm)"] in rows_of(
        slides[1]
    )
    assert bars_of(slides[2]) == [("sasniegts", 1), ("aprakstīts", 1), ("vēl nav datu", 1)]
    assert bars_of(slides[3]) == [("sasniegts", 1), ("vēl nav datu", 1)]
    assert bars_of(slides[5]) == [("izpildīts", 1), ("vēl nav datu", 1)]
    assert rows_of(slides[6])[1:] == [
        ["Priekšlikumi mainīt", "1"],
        ["Priekšlikumi pārtraukt", "1"],
        ["Priekšlikumi papildināt plānu ar jaunu", "1"],
        ["Priekšlikumi, kuros norādīts tikai finansējums", "1"],
        ["Priekšlikumu teksti, kas vēl jāpārskata", "2"],
        ["Rezultātu tabulas teksti, kas vēl jāpārskata", "2"],
        ["Aktivitātes, par kurām ziņu nav", "1"],
        ["Rādītāju rindas bez jaunas vērtības", "1"],
        ["Iestādes, no kurām nav saņemti visi aktivitāšu žurnāli", "4"],
    ]
    # What is due in another year, or when it is needed, is no step of this one.
    assert rows_of(slides[7])[1:] == [
        ["augustā", "ikgadējais pārskats", "Pārvalde"],
        ["decembrī (mēnesis plānā nav norādīts)", "starpposma izvērtējums", "plānā nav norādīts"],
        ["2 reizes gadā", "darba grupas sanāksme", "darba grupa"],
    ]


def test_what_lags_stands_with_what_it_was_counted_from(marts, results) -> None:
    behind = tuple(replace(one, progress_status="off_track") for one in results.indicators)
    slide = slides_of(rendered(marts, replace(results, indicators=behind)))[4]
    assert slide.shapes.title.text == "Atpaliek no plānotā: 2 no 2 rādītājiem"
    assert rows_of(slide)[2] == [
        "2. Mācības pārtraukušo īpatsvars – pamatskolas posms",
        "1,4\u00a0% (2022./2023.\u00a0mācību\u00a0gads)",
        "nepasliktināt bāzes vērtību (2025. gadā)",
        "7,5\u00a0% (26 no 348); 2 no 3\u00a0iestādēm (2023./2024.\u00a0mācību\u00a0gads)",
    ]


def test_a_plan_without_tasks_has_no_slide_of_them(marts) -> None:
    slides = slides_of(rendered(marts, read_results(marts, "kalnava", 2024)))
    assert len(slides) == 7
    assert "PARAUGDATI, darba versija, nav publicējama" in slides[0].shapes[1].text_frame.text
    assert slides[6].shapes[2].text_frame.text == "Plāna kalendārā šim gadam nekas nav paredzēts."


def test_tables_and_bars_say_in_words_what_they_show_and_all_is_latvian(marts, results) -> None:
    content = rendered(marts, results)
    drawn = [shape for slide in slides_of(content) for shape in slide.shapes if shape.has_table or shape.has_chart]
    assert len(drawn) == 7
    words = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in drawn]
    assert all(words)
    assert "Aktivitāšu skaits pēc izpildes: sasniegts – 1; aprakstīts – 1; vēl nav datu – 1" in words
    runs = [run for slide in slides_of(content) for run in slide._element.iter() if run.tag.endswith("}rPr")]
    assert {run.get("lang") for run in runs} == {"lv-LV"}
    properties = pptx.Presentation(BytesIO(content)).core_properties
    assert (properties.language, properties.title) == ("lv-LV", "Ezerzemes novads: PMP prevencija 2024.\u00a0gadā")


def test_what_people_typed_stays_text_and_the_same_slides_give_the_same_bytes(marts, hostile) -> None:
    """The fullest slides there can be: endless names, more lagging indicators and late tasks than there is room for."""
    full = replace(
        hostile,
        indicators=tuple(replace(hostile.indicators[-1], progress_status="off_track") for _ in range(30)),
        tasks=tuple(replace(hostile.tasks[0], task_status="overdue") for _ in range(30)),
    )
    content = rendered(marts, full)
    slides = slides_of(content)
    assert len(rows_of(slides[4])) == 8
    texts = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert "Vēl 23 – pilnajā pārskatā." in texts
    assert "Vēl 26 – pilnajā pārskatā." in texts
    assert '=HYPERLINK("http://x","y") #let' in texts
    with ZipFile(BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "hyperlink" in parts.read(name).decode("latin-1")]
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert max(shape.left + shape.width for slide in slides for shape in slide.shapes) <= Cm(33.87)
    assert rendered(marts, full) == content
