"""Files that are no workbook, or one that must not be opened: each is called by its name, none is parsed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest

from ingest.excel import container
from ingest.problems import Problem

ProblemsOf = Callable[[bytes], list[Problem]]
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600


def repacked(content: bytes, change: Mapping[str, bytes], drop: str = "") -> bytes:
    """The same zip with other or further entries."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != drop and name not in change:
                new.writestr(name, old.read(name))
        for name, part in change.items():
            new.writestr(name, part)
    return result.getvalue()


def rules(problems: list[Problem]) -> list[str]:
    assert all(problem.file == "plāns.xlsx" for problem in problems)
    return [problem.rule_id for problem in problems]


@pytest.mark.parametrize(
    ("content", "rule_id"),
    [
        (b"", "workbook_empty_file"),
        (OLE, "workbook_old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook_password"),
        (b"\xef\xbb\xbf\r\n<html><table></table></html>", "workbook_is_html"),
        (b"<?xml version='1.0'?><Workbook/>", "workbook_is_html"),
        ("Mērķa nr.;Nosaukums\n1;Atbalsts\n".encode(), "workbook_is_text"),
        ("Mērķa nr.;Nosaukums\n".encode("cp1257"), "workbook_is_text"),
        ("Mērķa nr.;Nosaukums\n".encode("utf-16"), "workbook_is_text"),
        (b"%PDF-1.7\n", "workbook_not_excel"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "workbook_not_excel"),
        (b"PK\x03\x04" + b"\x00" * 200, "workbook_damaged"),
        (b"x" * (container.MOST_COMPRESSED + 1), "workbook_too_large"),
    ],
)
def test_no_workbook(problems_of: ProblemsOf, content: bytes, rule_id: str) -> None:
    assert rules(problems_of(content)) == [rule_id]


def test_truncated(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert rules(problems_of(parauga[: len(parauga) // 2])) == ["workbook_damaged"]


def test_flipped_bytes(parauga: bytes, problems_of: ProblemsOf) -> None:
    broken = bytearray(parauga)
    broken[4000:4400] = b"\x55" * 400
    assert rules(problems_of(bytes(broken))) == ["workbook_damaged"]


@pytest.mark.parametrize(
    ("part", "rule_id"),
    [
        ("xl/vbaProject.bin", "workbook_macros"),
        ("xl/externalLinks/externalLink1.xml", "workbook_foreign_content"),
        ("xl/embeddings/oleObject1.bin", "workbook_foreign_content"),
        ("xl/connections.xml", "workbook_foreign_content"),
        ("xl/queryTables/queryTable1.xml", "workbook_foreign_content"),
        ("../outside.xml", "workbook_damaged"),
        ("/etc/passwd", "workbook_damaged"),
        ("xl\\..\\..\\outside.xml", "workbook_damaged"),
    ],
)
def test_part_that_has_no_place_in_a_plan(parauga: bytes, problems_of: ProblemsOf, part: str, rule_id: str) -> None:
    assert rules(problems_of(repacked(parauga, {part: b"x"}))) == [rule_id]


def test_macro_content_type(parauga: bytes, problems_of: ProblemsOf) -> None:
    with zipfile.ZipFile(io.BytesIO(parauga)) as archive:
        types = archive.read("[Content_Types].xml")
    types = types.replace(b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert rules(problems_of(repacked(parauga, {"[Content_Types].xml": types}))) == ["workbook_macros"]


def test_another_office_file(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert rules(problems_of(repacked(parauga, {"word/document.xml": b"<w/>"}, drop="xl/workbook.xml"))) == [
        "workbook_not_excel"
    ]


def test_declared_bomb(parauga: bytes, problems_of: ProblemsOf) -> None:
    bomb = repacked(parauga, {"xl/media/image1.png": b"\x00" * (container.MOST_INFLATED + 1)})
    assert len(bomb) < container.MOST_COMPRESSED
    assert rules(problems_of(bomb)) == ["workbook_too_large"]


def test_bomb_that_lies_about_its_size(
    parauga: bytes, problems_of: ProblemsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is declared may be checked and still be wrong: what comes out is counted too."""
    monkeypatch.setattr(container, "_check_entries", lambda entries, findings: None)
    bomb = repacked(parauga, {"xl/media/image1.png": b"\x00" * (container.MOST_INFLATED + 1)})
    assert rules(problems_of(bomb)) == ["workbook_too_large"]


def test_too_many_entries(parauga: bytes, problems_of: ProblemsOf) -> None:
    many = {f"xl/media/{number}.png": b"" for number in range(container.MOST_ENTRIES)}
    assert rules(problems_of(repacked(parauga, many))) == ["workbook_too_large"]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet3.xml", "xl/workbook.xml"])
def test_entities_are_refused(parauga: bytes, problems_of: ProblemsOf, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(parauga)) as archive:
        text = archive.read(part).decode()
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    doctype = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    content = repacked(parauga, {part: (text[:start] + doctype + text[start:]).encode()})
    assert rules(problems_of(content)) == ["workbook_damaged"]


def test_sheet_that_is_no_xml(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert rules(problems_of(repacked(parauga, {"xl/worksheets/sheet3.xml": b"<worksheet><row>"}))) == [
        "workbook_damaged"
    ]


def test_sheet_part_that_is_missing(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert rules(problems_of(repacked(parauga, {}, drop="xl/worksheets/sheet3.xml"))) == ["workbook_damaged"]


FAR_CELLS = [
    (b'<c r="XFD1048576" t="str"><f>""</f><v></v></c>', "XFD1048576"),
    (b'<c r="XFD1048576" t="inlineStr"><is><t></t></is></c>', "XFD1048576"),
    (b'<c r="XFD1048576" t="d"><v></v></c>', "XFD1048576"),
    (b'<c r="xfd1048576"><v>1</v></c>', "XFD1048576"),
    (b'<c r="A00001048576"><v>1</v></c>', "A1048576"),
    (b'<c r="AAAA3"><v>1</v></c>', "AAAA3"),
]


@pytest.mark.parametrize(("cell", "place"), FAR_CELLS)
def test_far_cell_without_a_visible_value(parauga: bytes, problems_of: ProblemsOf, cell: bytes, place: str) -> None:
    """The reader would fill every blank cell before it: 17 billion of them end the process."""
    found = problems_of(with_row(parauga, cell))
    assert [(problem.rule_id, problem.column) for problem in found] == [("workbook_far_cell", place)]


def test_far_cell_that_is_only_formatted_is_none(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert problems_of(with_row(parauga, b'<c r="XFD1048576" s="1"/>')) == []


def test_cell_without_a_readable_place(parauga: bytes, problems_of: ProblemsOf) -> None:
    assert rules(problems_of(with_row(parauga, b'<c r="$A$9"><v>1</v></c>'))) == ["workbook_damaged"]


def with_row(content: bytes, cell: bytes) -> bytes:
    """The workbook with a further row on sheet Mērķi that holds one cell."""
    part = "xl/worksheets/sheet3.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(part)
    changed = sheet.replace(b"</sheetData>", b"<row>" + cell + b"</row></sheetData>")
    assert changed != sheet
    return repacked(content, {part: changed})


@pytest.mark.parametrize("reference", [b"A1:B2", b"A1:XFD1048576"])
def test_wrong_dimension_changes_nothing(parauga: bytes, problems_of: ProblemsOf, reference: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(parauga)) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml")
    wrong = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + reference + b'"', sheet)
    assert wrong != sheet
    assert rules(problems_of(repacked(parauga, {"xl/worksheets/sheet3.xml": wrong}))) == []
