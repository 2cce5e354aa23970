"""Bounds of the rules over several answers, read from `thresholds.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest.yaml_file import read_yaml_file


@cache
def _thresholds() -> dict[str, dict[str, float | str]]:
    loaded: dict[str, dict[str, float | str]] = read_yaml_file(Path(__file__).with_suffix(".yml"))
    return loaded


def threshold(name: str) -> float:
    """The value of a bound."""
    return float(_thresholds()[name]["value"])
