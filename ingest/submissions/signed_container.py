"""Signed containers (`.edoc`, `.asice`): the one workbook inside; the signature itself is not verified."""

from __future__ import annotations

import io
import zipfile
import zlib

from ingest.excel.container import MOST_COMPRESSED, MOST_ENTRIES
from ingest.excel.findings import Findings

_MIMETYPES = (b"application/vnd.etsi.asic-e+zip", b"application/vnd.etsi.asic-s+zip", b"application/vnd.lv.edoc")


def is_signed_container(content: bytes) -> bool:
    """Whether a file is a signed container, by its content: a zip with a signature and no workbook part of its own."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()[:MOST_ENTRIES]
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    is_signed = any(name.startswith("META-INF/") and "signature" in name.lower() for name in names)
    return (is_signed or content[38:].startswith(_MIMETYPES)) and "xl/workbook.xml" not in names


def workbook_inside(content: bytes, findings: Findings) -> bytes:
    """Take the one workbook out of a signed container.

    Args:
        content: The container.
        findings: Where to note what is wrong; an info `container_signature_not_checked` is the caller's to add.

    Returns:
        The workbook's bytes.

    Raises:
        InputError: If there is none, more than one, or it cannot be unpacked within limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                findings.add("workbook_too_large")
            inside = [entry for entry in entries if entry.filename.lower().endswith(".xlsx")]
            if not inside:
                findings.add("container_without_workbook")
            elif len(inside) > 1:
                findings.add("container_many_workbooks", value=", ".join(entry.filename for entry in inside))
            findings.stop_if_any()
            with archive.open(inside[0]) as stream:
                workbook = stream.read(MOST_COMPRESSED + 1)
            if len(workbook) > MOST_COMPRESSED:
                findings.add("workbook_too_large")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        findings.add("workbook_damaged")
    findings.stop_if_any()
    return workbook
