"""Demonstration data: written on request, and taken in by the first run where nothing was ever received."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from examples.write import Demonstration, taking_part
from ingest.forms.arithmetic import arithmetic_rules
from ingest.plans.registry import RawRegistry
from ingest.storage import write_derived
from ingest.submissions.landing import landed_receipts
from ingest.submissions.standing import State
from ingest.workspace import Workspace
from orchestration.intake import collect_arrivals
from orchestration.progress import report
from orchestration.registry import load_registry
from quality.messages import catalogue

SEED = 1
_ARRIVAL = dt.time(9, tzinfo=dt.UTC)
_MUNICIPALITIES = ("aizkraukle", "kraslava", "ludza", "riga", "smiltene")
"""Those whose plans come with the product."""


@dataclass(frozen=True)
class Demonstrated:
    """What was written, and what became of it.

    Attributes:
        folder: Where the workbooks lie.
        fewer: Municipalities of which not all reporters take part, by name, with how many of each kind do.
        states: Files by state, where they were taken in.
    """

    folder: Path
    files: int
    fewer: dict[str, dict[str, int]]
    states: dict[State, int]


def write_demonstration(workspace: Workspace, folder: Path, seed: int = SEED) -> Demonstrated:
    """Write what the reporters of the product's plans would send, a folder a day of arrival.

    Args:
        workspace: Whose plans.
        folder: Where to.
        seed: The same seed gives the same bytes.

    Raises:
        InputError: The plans are not sound.
    """
    registry = load_registry(workspace)
    rule_words = {rule_id: catalogue()[rule_id]["lv"]["cause"] for rule_id in arithmetic_rules()}
    report("examples")
    files = Demonstration(registry, seed, rule_words).write(
        folder, _MUNICIPALITIES, lambda done, total: report("examples", done, total)
    )
    return Demonstrated(folder, files, _fewer(registry), {})


def demonstrate(workspace: Workspace) -> Demonstrated | None:
    """Fill an installation that has received nothing with demonstration data; None where it has, or they are there.

    A run that was interrupted is taken up again: what has been taken in already is passed over.
    """
    folder, done = workspace.inbox / "paraugdati", workspace.home / "derived" / "paraugdati"
    if done.exists() or _has_received_others(workspace, folder):
        return None
    written = write_demonstration(workspace, folder)
    days = sorted(day for day in folder.iterdir() if day.is_dir())
    arrivals = [(dt.datetime.combine(dt.date.fromisoformat(day.name), _ARRIVAL), [day]) for day in days]
    settled = collect_arrivals(workspace, arrivals)
    write_derived(done, b"")
    states = Counter(one.receipt.state for one in settled)
    return Demonstrated(folder, written.files, written.fewer, dict(states))


def _has_received_others(workspace: Workspace, folder: Path) -> bool:
    """Whether anything lies in the inbox or was taken in that is not demonstration data."""
    inside = f"{folder.name}/"
    if any(not receipt.file_name.startswith(inside) for receipt in landed_receipts(workspace)):
        return True
    return workspace.inbox.is_dir() and any(path != folder for path in workspace.inbox.iterdir())


def _fewer(registry: RawRegistry) -> dict[str, dict[str, int]]:
    names = {plan.header.municipality: plan.header.municipality_name for plan in registry.plans}
    return {names[slug]: limits for slug in _MUNICIPALITIES if (limits := taking_part(slug))}
