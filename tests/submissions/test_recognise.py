"""What a workbook says of itself, in two places that must agree."""

from __future__ import annotations

import io
import zipfile

import pytest
from form_workbook import NAME, filled, order_for
from rejected import signed

from ingest.forms.workbook.layout import IDENTITY_SHEET
from ingest.forms.workbook.read import read_form
from ingest.forms.workbook.recognise import collection_at_a_glance
from ingest.periods import Collection
from ingest.problems import InputError

ORDER = order_for("school_report")


def identity(**entries):
    """Another value in both places."""

    def change(book):
        for row in book[IDENTITY_SHEET].iter_rows():
            if row[0].value in entries:
                row[1].value = entries[row[0].value]
        for prop in book.custom_doc_props.props:
            if prop.name.removeprefix("pma_") in entries:
                prop.value = str(entries[prop.name.removeprefix("pma_")])

    return change


def rules(break_it) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        read_form(filled(ORDER, break_it=break_it), NAME)
    return [(problem.rule_id, problem.value) for problem in error.value.problems]


def test_an_id_that_became_a_number_is_the_same_id() -> None:
    def as_number(book):
        book[IDENTITY_SHEET]["B4"] = 4312900001

    assert read_form(filled(ORDER, break_it=as_number), NAME).header.reporter_id == "4312900001"


def test_the_hidden_sheet_alone_is_enough() -> None:
    header = read_form(filled(ORDER, break_it=lambda book: book.custom_doc_props.props.clear()), NAME).header
    assert (header.form, header.reporter_id) == ("school_report", "4312900001")


def test_the_properties_alone_are_enough() -> None:
    header = read_form(filled(ORDER, break_it=lambda book: book.remove(book[IDENTITY_SHEET])), NAME).header
    assert (header.municipality, header.reporter_id, str(header.collection)) == (
        "parauga",
        "4312900001",
        "2024/2025-S1",
    )


def test_a_leading_zero_lost_in_one_place_is_seen() -> None:
    order = order_for("school_report", reporter_id="0312900001")

    def lose(book):
        book[IDENTITY_SHEET]["B4"] = 312900001

    with pytest.raises(InputError) as error:
        read_form(filled(order, break_it=lose), NAME)
    (problem,) = error.value.problems
    assert (problem.rule_id, problem.value, problem.details) == (
        "form_header_differs", "312900001", (("name", "reporter_id"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"form": "school_roport"}, [("form_unknown", "school_roport")]),
        ({"form": ""}, [("form_unknown", "")]),
        ({"version": "2"}, [("form_version_unknown", "2")]),
        ({"version": "0"}, [("form_version_unknown", "0")]),
        ({"version": "viens"}, [("form_version_unknown", "viens")]),
        ({"collection": "2024/2026-S1"}, [("form_collection_unknown", "2024/2026-S1")]),
        ({"version": "9", "collection": "S1"}, [("form_version_unknown", "9"), ("form_collection_unknown", "S1")]),
    ],
)
def test_header_that_names_nothing_we_know(entries: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert rules(identity(**entries)) == expected


def with_properties(properties: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr("docProps/custom.xml", properties)
    return file.getvalue()


NAMED = b'<Properties><property name="pma_collection"><vt>2024/2025-S2</vt></property></Properties>'
GLANCED: list[tuple[bytes, Collection | None]] = [
    (filled(ORDER), Collection(2024, "S1")),
    (filled(ORDER, break_it=identity(collection="2024/2025-R")), Collection(2024, "R")),
    (filled(ORDER, break_it=lambda book: book.custom_doc_props.props.clear()), None),
    (filled(ORDER, break_it=identity(collection="septembris")), None),
    (signed("a.xlsx")(), Collection(2024, "S1")),
    (signed("a.xlsx", "b.xlsx")(), None),
    (with_properties(NAMED), Collection(2024, "S2")),
    (with_properties(NAMED, zipfile.ZIP_LZMA)[:60] + bytes(200), None),
    (with_properties(NAMED.replace(b"</Properties>", b" " * 60_000_000 + b"</Properties>")), None),
    (with_properties(b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + NAMED), None),
    (with_properties(NAMED)[:-30], None),
    (b"Labdien!", None),
    (b"", None),
]


@pytest.mark.parametrize(("content", "collection"), GLANCED, ids=map(str, range(len(GLANCED))))
def test_a_glance_at_any_file_tells_its_collection_or_nothing(content: bytes, collection: Collection | None) -> None:
    assert collection_at_a_glance(content) == collection
