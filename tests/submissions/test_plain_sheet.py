"""The quick look at a sheet never passes what the full look would note."""

from __future__ import annotations

import pytest

from ingest.excel.plain_sheet import formulas_without_value


def sheet(cells: bytes, row: bytes = b'<row r="1">', head: bytes = b"", tail: bytes = b"") -> bytes:
    return head + b"<worksheet><sheetData>" + row + cells + b"</row></sheetData>" + tail + b"</worksheet>"


@pytest.mark.parametrize(
    ("cells", "formulas"),
    [
        (b'<c r="A1"/><c r="B1" s="3"/>', []),
        (b'<c r="A1" t="n"><v>1</v></c><c r="BH1999" s="2" t="s"><v>0</v></c>', []),
        (b'<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', []),
        (b'<c r="A1" t="str"><f aca="false">IF(B1,"","x")</f><v></v></c>', []),
        (b'<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c>', []),
        (b'<c r="A1" s="1"><f>1+1</f><v></v></c><c r="C1"><f>2</f><v></v></c>', ["A1", "C1"]),
    ],
)
def test_plain_sheets(cells: bytes, formulas: list[str]) -> None:
    assert formulas_without_value(sheet(cells)) == formulas


@pytest.mark.parametrize(
    "part",
    [
        sheet(b'<c r="A1" t="e"><v>#REF!</v></c>'),
        sheet(b'<c t="e" r="A1"><v>#REF!</v></c>'),
        sheet(b"<c r='A1' t='e'><v>#REF!</v></c>"),
        sheet(b'<x:c r="A1" t="e"><v>1</v></x:c>'),
        sheet(b'<c r="A1"><f>1+1</f></c>'),
        sheet(b'<c r="A1"><f>1+1</f><v/></c>'),
        sheet(b'<c r="A2000"><v>1</v></c>'),
        sheet(b'<c r="A1048576"/>'),
        sheet(b'<c r="a1"><v>1</v></c>'),
        sheet(b'<c r="BI1"><v>1</v></c>'),
        sheet(b'<c r="XFD1"><v>1</v></c>'),
        sheet(b"<c><v>1</v></c>"),
        sheet(b'<c r="A1"><v>1</v></c>', row=b"<row>"),
        sheet(b'<c r="A1"><v>1</v></c>', row=b'<row r="2000">'),
        sheet(b'<c r="A1"><v><![CDATA[1]]></v></c>'),
        sheet(b'<!-- --><c r="A1"><v>1</v></c>'),
        sheet(b"", head=b"<!DOCTYPE x>"),
        sheet(b"", tail=b'<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
        sheet(b"", tail=b'<sheetData><row r="1"><c r="A1" t="e"><v>1</v></c></row></sheetData>'),
        sheet(b'<c r="A1"><v>1</v></c>').decode().encode("utf-16"),
        b"",
    ],
)
def test_anything_else_must_be_parsed(part: bytes) -> None:
    assert formulas_without_value(part) is None
