"""From which number on a count may be shown: `thresholds.csv`, a line for all municipalities or for one of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Kind = Literal["count", "sensitive"]

EVERY_MUNICIPALITY = "*"


@dataclass(frozen=True)
class Threshold:
    """What is hidden of one kind of counts, and how uncertain it must stay.

    Attributes:
        hidden_from: The least count that is hidden; 0 where even "nobody" tells too much.
        hidden_to: The greatest.
        possible_values: How many whole numbers must stay possible for whatever is hidden.
    """

    hidden_from: int
    hidden_to: int
    possible_values: int

    def __post_init__(self) -> None:
        if self.hidden_from not in (0, 1) or self.hidden_to < self.hidden_from or self.possible_values < 2:
            raise ValueError(f"a threshold that protects nobody: {self}")

    def hides(self, count: int) -> bool:
        """Whether a count is too small to be shown."""
        return self.hidden_from <= count <= self.hidden_to


Thresholds = Mapping[Kind, Threshold]


def read_thresholds(lines: Iterable[str], municipality: str) -> Thresholds:
    """Read the thresholds of a municipality: its own line of a kind, else that of all municipalities.

    Args:
        lines: Those of a file like `thresholds.csv`.
        municipality: Its slug.

    Raises:
        ValueError: A kind is unknown, said twice or not at all, or a line protects nobody.
    """
    own: dict[str, dict[str, Threshold]] = {EVERY_MUNICIPALITY: {}, municipality: {}}
    for line in csv.DictReader(lines):
        scope, kind = line["municipality"], line["kind"]
        if kind not in get_args(Kind):
            raise ValueError(f"unknown kind of counts: {kind}")
        if scope not in own:
            continue
        if kind in own[scope]:
            raise ValueError(f"two thresholds of {kind} for {scope}")
        numbers = (int(line[name]) for name in ("hidden_from", "hidden_to", "possible_values"))
        own[scope][kind] = Threshold(*numbers)
    found = own[EVERY_MUNICIPALITY] | own[municipality]
    if missing := set(get_args(Kind)) - set(found):
        raise ValueError(f"no threshold for {', '.join(sorted(missing))}")
    return {kind: found[kind] for kind in get_args(Kind)}


@cache
def load_thresholds(municipality: str) -> Thresholds:
    """Read the thresholds of a municipality from the file beside this module."""
    with Path(__file__).with_name("thresholds.csv").open(encoding="utf-8", newline="") as file:
        return read_thresholds(file, municipality)
