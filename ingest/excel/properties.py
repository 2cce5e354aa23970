"""The custom document properties of a workbook, which no reader of values returns."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.excel.sheet_xml import parse_part

_PART = "docProps/custom.xml"


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
