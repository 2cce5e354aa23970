"""Setting PDF files with typst: PDF/A-2a and PDF/UA-1, the fonts that typst and this package bring along."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from publication.characters import in_every_text, printable

FONTS = Path(__file__).with_name("fonts")
"""Fonts that this package brings along, with their licence."""

_STANDARDS = ["a-2a", "ua-1"]


def as_json(content: dict[str, Any]) -> str:
    """What a template gets: JSON, of which nothing is read as markup, in characters that the font has."""
    return json.dumps(in_every_text(printable, content), ensure_ascii=False, sort_keys=True)


def typeset(template: Path, content: str) -> bytes:
    """Set one file.

    Args:
        template: The typst file.
        content: What it reads as `sys.inputs.page`, from `as_json`.

    Returns:
        The PDF; the same content gives the same bytes.

    Raises:
        RuntimeError: The template gives a warning, such as a font that is not there.
    """
    pdf, warnings = _compiler(template).compile_with_warnings(sys_inputs={"page": content}, pdf_standards=_STANDARDS)
    if warnings:
        raise RuntimeError(f"{template.name}: {warnings}")
    return bytes(pdf)


@cache
def _compiler(template: Path) -> Any:
    """One for each template: what it has read serves every file set with it."""
    import typst

    return typst.Compiler(template, font_paths=_fonts())


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
