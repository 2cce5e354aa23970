"""The custom document properties of a workbook, which no reader of values returns."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from ingest.excel.sheet_xml import parse_part

_PART = "docProps/custom.xml"
_MOST = 100_000
"""Many times as long as ours; what is cut off here is no well-formed XML."""


def custom_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The properties as texts, by name; empty where there are none.

    Args:
        parts: The unpacked workbook.

    Raises:
        UnreadableXmlError: If their part cannot be read.
    """
    found: dict[str, str] = {}
    names: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "property":
            names.append(attributes.get("name", ""))

    def text(words: str) -> None:
        if names:
            found[names[-1]] = found.get(names[-1], "") + words

    if _PART in parts:
        parse_part(parts[_PART], start, lambda tag: None, text)
    return {name: words.strip() for name, words in found.items()}


def properties_alone(workbook: bytes) -> dict[str, str]:
    """The properties of a workbook of which nothing else is unpacked, and of them no more than Excel writes of ours.

    Raises:
        Exception: Whatever is wrong with a file that nobody has looked at yet.
    """
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive, archive.open(_PART) as part:
        return custom_properties({_PART: part.read(_MOST)})
