"""What a reader of values would not see in a plainly written sheet, told without parsing it."""

from __future__ import annotations

import re

_FORMULA = rb"(?:<f[^<>]*+(?:(?<=/)>|(?<!/)>[^<]*+</f>))?"
_CELL = (
    rb'<c r="(?:[A-Z]|A[A-Z]|B[A-H])(?:[1-9][0-9]{0,2}|1[0-9]{3})"(?: s="[0-9]++")?(?:'
    rb"/>"
    rb'|(?: t="(?:n|s|b)")?>' + _FORMULA + rb"<v>[^<]++</v></c>"
    rb"|>" + _FORMULA + rb"<v></v></c>"
    rb'| t="str">' + _FORMULA + rb"<v(?:/>|[^<>]*+>[^<]*+</v>)</c>"
    rb'| t="inlineStr"><is><t[^<>]*+>[^<]*+</t></is></c>)'
)
_ROWS = re.compile(
    rb'(?:<row r="(?:[1-9][0-9]{0,2}|1[0-9]{3})"[^<>]*+(?:(?<=/)>|(?<!/)>(?:' + _CELL + rb")*+</row>))*+"
)
"""Rows 1–1999, columns A–BH, written the way Excel and its relatives do; anything else is parsed."""


_WITHOUT_VALUE = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?><f[^<>]*(?:/>|>[^<]*</f>)<v></v></c>')


def formulas_without_value(part: bytes) -> list[str] | None:
    """Addresses of the formulas without a value in a sheet in which nothing else is hidden from a reader of values.

    In such a sheet nothing is merged, no cell holds an error or lies far off, and there is no document type, comment or
    CDATA in which something could hide.

    Args:
        part: The XML of the sheet.

    Returns:
        The addresses; None for any other sheet, which must be parsed to know.
    """
    _, start, rest = part.partition(b"<sheetData>")
    body, end, tail = rest.partition(b"</sheetData>")
    if not (start and end) or b"<!" in part or b"mergeCell" in tail or b"sheetData" in tail:
        return None
    if _ROWS.fullmatch(body) is None:
        return None
    return [found[1].decode() for found in _WITHOUT_VALUE.finditer(body)]
