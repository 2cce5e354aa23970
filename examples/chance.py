"""Chance that is the same whenever the same is asked: figures depend on the seed and on what they are about."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ingest.yaml_file import read_yaml_file


def dice(*about: object) -> random.Random:
    """A source of chance for one subject; others do not disturb it."""
    return random.Random("/".join(map(str, about)))


def within(chance: random.Random, bounds: Sequence[float]) -> float:
    """A number between two bounds."""
    return chance.uniform(bounds[0], bounds[1])


def part_of(chance: random.Random, whole: float, bounds: Sequence[float]) -> int:
    """A share of a whole, between two bounds, as a count that is at most the whole."""
    return min(round(whole * within(chance, bounds)), int(whole))


def split(chance: random.Random, total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """A total dealt out one by one; what is heavier gets more."""
    dealt = dict.fromkeys(weights, 0)
    for name in chance.choices(list(weights), list(weights.values()), k=total):
        dealt[name] += 1
    return dealt


@cache
def read_data(name: str) -> dict[str, Any]:
    """A file of this package."""
    loaded: dict[str, Any] = read_yaml_file(Path(__file__).parent / f"{name}.yml")
    return loaded
