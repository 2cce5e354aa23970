"""Signed containers, told by their content."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.excel.container import MOST_COMPRESSED
from ingest.excel.findings import Findings
from ingest.problems import InputError
from ingest.submissions.signed_container import is_signed_container, workbook_inside


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return content.getvalue()


def signed(**files: bytes) -> bytes:
    mimetype = {"mimetype": b"application/vnd.etsi.asic-e+zip"}
    return zipped(**mimetype, **files, **{"META-INF/edoc-signatures-S1.xml": b"<signature/>"})


def rule_ids(content: bytes) -> list[str]:
    with pytest.raises(InputError) as refused:
        workbook_inside(content, Findings("pārskats.edoc"))
    return [problem.rule_id for problem in refused.value.problems]


def test_the_one_workbook_is_taken_out() -> None:
    content = signed(**{"pārskats.xlsx": b"workbook", "piezīme.pdf": b"%PDF"})
    assert is_signed_container(content)
    assert workbook_inside(content, Findings("pārskats.edoc")) == b"workbook"


def test_a_workbook_is_no_container() -> None:
    assert not is_signed_container(zipped(**{"xl/workbook.xml": b"<workbook/>", "META-INF/signatures.xml": b""}))
    assert not is_signed_container(zipped(**{"pārskats.xlsx": b"workbook"}))
    assert not is_signed_container(b"PK\x03\x04 damaged")
    assert not is_signed_container(b"")


def test_none_and_two_are_refused() -> None:
    assert rule_ids(signed(**{"pārskats.pdf": b"%PDF"})) == ["container_without_workbook"]
    assert rule_ids(signed(**{"a.xlsx": b"1", "b.XLSX": b"2"})) == ["container_many_workbooks"]


def test_a_bomb_inside_is_not_unpacked() -> None:
    assert rule_ids(signed(**{"a.xlsx": b"0" * (MOST_COMPRESSED + 1)})) == ["workbook_too_large"]


def test_a_truncated_container_is_damaged() -> None:
    content = signed(**{"a.xlsx": bytes(range(256)) * 40})
    assert rule_ids(content[:-30]) == ["workbook_damaged"]
