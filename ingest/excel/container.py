"""Is it an Excel workbook, and is it safe to open: looked at before any parser sees it."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from ingest.excel.findings import Findings

MOST_COMPRESSED = 5_000_000
MOST_INFLATED = 50_000_000
MOST_ENTRIES = 500
"""A filled plan workbook has some 100 kB in 20 entries, 1 MB inflated; the state's by institution 180 kB, 3 MB."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = "META-INF/"
"""Where a signed container keeps its signatures; a workbook has no such folder."""
_FOREIGN = ("xl/externalLinks/", "xl/embeddings/", "xl/activeX/", "xl/connections.xml", "xl/queryTables/", "xl/model/")


@dataclass(frozen=True)
class Container:
    """The parts of a workbook that passed; part name to content."""

    parts: dict[str, bytes]


def open_container(content: bytes, findings: Findings) -> Container:
    """Unpack a workbook within limits.

    Raises:
        InputError: If it is no `.xlsx`, or one that must not be opened; the problem says what it is.
    """
    parts = _unpack(content, findings)
    _check_workbook(parts, findings)
    findings.stop_if_any()
    return Container(parts)


def unwrap(content: bytes, findings: Findings) -> tuple[bytes, bool]:
    """Take the workbook out of a signed container (`.edoc`, `.asice`).

    Args:
        content: The file as it came.
        findings: Where to note what is wrong with the container.

    Returns:
        The workbook, and True where it was in a container; nothing looks at the signature. Any other file as it is.

    Raises:
        InputError: If the container is damaged, or holds no workbook or several.
    """
    if not content.startswith(b"PK\x03\x04") or _SIGNATURES.encode() not in content:
        return content, False
    parts = _unpack(content, findings)
    if not any(name.startswith(_SIGNATURES) and "signature" in name.lower() for name in parts):
        return content, False
    inside = [name for name in parts if name != "mimetype" and not name.startswith("META-INF/")]
    workbooks = [name for name in inside if name.lower().endswith((".xlsx", ".xlsm", ".xls"))]
    if len(workbooks) != 1:
        findings.add("container_workbooks", value=", ".join(workbooks or inside), count=str(len(workbooks)))
    findings.stop_if_any()
    return parts[workbooks[0]], True


def _unpack(content: bytes, findings: Findings) -> dict[str, bytes]:
    kind = _kind_problem(content)
    if kind:
        findings.add(kind)
    findings.stop_if_any()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist(), findings)
            findings.stop_if_any()
            return _inflate(archive, findings)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        findings.add("workbook_damaged")
    findings.stop_if_any()
    raise AssertionError("unreachable: a problem was just added")


def _kind_problem(content: bytes) -> str | None:
    """Decided by content, never by the name."""
    if not content:
        return "workbook_empty_file"
    if len(content) > MOST_COMPRESSED:
        return "workbook_too_large"
    if content.startswith(_OLE):
        return "workbook_password" if _ENCRYPTED in content else "workbook_old_excel"
    if content.startswith(b"PK\x03\x04"):
        return None
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        return "workbook_is_html"
    is_binary = b"\x00" in content[:2000] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "workbook_not_excel" if is_binary or start.startswith(b"%pdf") else "workbook_is_text"


def _check_entries(entries: list[zipfile.ZipInfo], findings: Findings) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_INFLATED:
        findings.add("workbook_too_large")
        return
    if any(entry.flag_bits & 0x1 for entry in entries):
        findings.add("workbook_password")
    if len(set(names)) < len(names) or any(_leaves_folder(name) for name in names):
        findings.add("workbook_damaged")


def _check_workbook(parts: dict[str, bytes], findings: Findings) -> None:
    names = list(parts)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b"") or any(
        name.startswith("xl/") and name.endswith("vbaProject.bin") for name in names
    ):
        findings.add("workbook_macros")
    elif "xl/workbook.xml" not in names:
        findings.add("workbook_not_excel")
    foreign = sorted({prefix for prefix in _FOREIGN if any(name.startswith(prefix) for name in names)})
    if foreign:
        findings.add("workbook_foreign_content", value=", ".join(foreign))


def _leaves_folder(name: str) -> bool:
    folders = name.replace("\\", "/").split("/")
    return not folders[0] or ".." in folders


def _inflate(archive: zipfile.ZipFile, findings: Findings) -> dict[str, bytes]:
    """Read every entry, counting what really comes out: the declared size is the sender's word."""
    parts, room = {}, MOST_INFLATED
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            content = stream.read(min(room, entry.file_size) + 1)
        room -= len(content)
        if room < 0:
            findings.add("workbook_too_large")
            findings.stop_if_any()
        parts[entry.filename] = content
    return parts
