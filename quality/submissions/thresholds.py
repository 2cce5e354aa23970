"""Bounds of the rules over several answers, read from `thresholds.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def _thresholds() -> dict[str, dict[str, float | str]]:
    loaded: dict[str, dict[str, float | str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return loaded


def threshold(name: str) -> float:
    """The value of a bound."""
    return float(_thresholds()[name]["value"])
