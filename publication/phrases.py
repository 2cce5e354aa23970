"""The words of a publication: one phrase file per language beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ingest.yaml_file import read_yaml_file

Phrases = dict[str, Any]
"""Phrases by section and name; `{name}` in a phrase is filled with `str.format`."""


@cache
def load_phrases(language: str = "lv") -> Phrases:
    """Read the phrase file of a language.

    Args:
        language: Two-letter code, part of the file's name.

    Returns:
        The phrases as nested dictionaries.
    """
    path = Path(__file__).with_name(f"phrases.{language}.yml")
    phrases: Phrases = read_yaml_file(path)
    return phrases
