"""What is made from demonstration data says so on its every page; what is not does not."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from publication.page import render_page
from publication.results import read_results
from publication.workbook import render_workbook

MARK = "PARAUGDATI"


def test_a_publication_of_demonstration_data_says_so_on_page_and_in_workbook(marts) -> None:
    results = read_results(marts, "kalnava", 2024)
    page = render_page(results)
    head, _, body = page.partition("<body")
    assert head.count(MARK) == 1
    assert body.count(MARK) == 2
    book = openpyxl.load_workbook(BytesIO(render_workbook(results)))
    for sheet in book:
        assert sheet["A3"].value.startswith(MARK)
        assert MARK in sheet.oddHeader.right.text


def test_real_data_that_took_the_place_of_demonstration_data_are_not_marked(marts) -> None:
    results = read_results(marts, "ezerzeme", 2024)
    assert not results.is_demo
    assert MARK not in render_page(results)
    assert openpyxl.load_workbook(BytesIO(render_workbook(results))).active["A3"].value.startswith("Darba versija")
