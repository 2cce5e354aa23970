"""The words of a publication: one phrase file per language beside this module.

The English one holds what `pmp publish` renders; pages and workbooks for the house alone are in Latvian.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ingest.typography import written_language
from ingest.yaml_file import read_yaml_file

Phrases = dict[str, Any]
"""Phrases by section and name; `{name}` in a phrase is filled with `str.format`."""


def load_phrases() -> Phrases:
    """The phrases of the language that is written, as nested dictionaries."""
    return _read(written_language())


@cache
def _read(language: str) -> Phrases:
    path = Path(__file__).with_name(f"phrases.{language}.yml")
    phrases: Phrases = read_yaml_file(path)
    return phrases
