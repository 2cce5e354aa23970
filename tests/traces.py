"""Where a number can be read in whatever was written: documents, pictures, descriptions, logs. Apart from the gate."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf

_INLINE = re.compile(r"base64,([A-Za-z0-9+/=\s]+)")
_BETWEEN_THOUSANDS = "[ \u00a0\u202f\u2009.,']?"


def files_with(number: int, *paths: Path) -> list[Path]:
    """The files in which a number stands somewhere by itself, its thousands set apart or not."""
    digits = f"{number:,}".replace(",", _BETWEEN_THOUSANDS)
    written = re.compile(rf"(?<!\d){digits}(?!\d)")
    return [path for path in paths if any(written.search(text) for text in texts_in(path))]


def texts_in(path: Path) -> Iterator[str]:
    """Everything in a file that can be read as text, unpacked."""
    content = path.read_bytes()
    if content.startswith(b"%PDF"):
        yield from _texts_in_pdf(path)
    elif content.startswith(b"SQLite format 3"):
        with sqlite3.connect(path) as connection:
            yield from connection.iterdump()
    else:
        yield from _texts_in(content)


def _texts_in(content: bytes) -> Iterator[str]:
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            yield from packed.namelist()
            for name in packed.namelist():
                yield from _texts_in(packed.read(name))
        return
    text = content.decode("utf-8", "replace")
    yield text
    for picture in _INLINE.findall(text):
        yield from _texts_in(b64decode(picture))


def _texts_in_pdf(path: Path) -> Iterator[str]:
    """What is printed, and every string beside it: descriptions of pictures, names of parts, metadata."""
    yield subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    with pikepdf.open(path) as document:
        yield document.Root.Metadata.read_bytes().decode()
        for part in document.objects:
            yield from _strings_in(part)


def _strings_in(part: object) -> Iterator[str]:
    if isinstance(part, pikepdf.String):
        yield str(part)
    elif isinstance(part, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        items = part if isinstance(part, pikepdf.Array) else (item for _, item in part.items())
        for item in items:
            if not getattr(item, "is_indirect", False):  # those are parts of the document themselves
                yield from _strings_in(item)
