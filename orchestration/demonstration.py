"""Demonstration data: written on request, and taken in by the first run where nothing was ever received."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from examples.write import Demonstration, taking_part
from ingest.plans.registry import RawRegistry
from ingest.storage import write_derived
from ingest.submissions.landing import landed_receipts
from ingest.submissions.standing import State
from ingest.workspace import PRODUCT, Workspace
from orchestration.expectation import Expectation
from orchestration.intake import collect_forms
from orchestration.progress import report
from orchestration.registry import load_registry
from quality.submissions.sums import rule_words

SEED = 1
_ARRIVAL = dt.time(9, tzinfo=dt.UTC)


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
    return _write(load_registry(workspace), folder, seed)


def demonstrate(workspace: Workspace) -> Demonstrated | None:
    """Fill an installation that has received nothing with demonstration data; None where it has, or they are there.

    A run that was interrupted is taken up again: what has been taken in already is passed over.
    """
    folder = workspace.inbox / "paraugdati"
    if workspace.demonstrated.exists() or _has_received_others(workspace, folder):
        return None
    registry = load_registry(workspace)
    written = _write(registry, folder, SEED)
    states = take_in(workspace, registry, folder)
    write_derived(workspace.demonstrated, b"")
    return replace(written, states=states)


def take_in(workspace: Workspace, registry: RawRegistry, folder: Path) -> dict[State, int]:
    """Take the workbooks in, each on the day that its folder names.

    Args:
        workspace: Where they land.
        registry: The checked plans.
        folder: Holds a folder a day.

    Returns:
        Files by state.
    """
    expectation, states = Expectation(workspace, registry), Counter[State]()
    for day in sorted(path for path in folder.iterdir() if path.is_dir()):
        received_at = dt.datetime.combine(dt.date.fromisoformat(day.name), _ARRIVAL)
        settled = collect_forms(workspace, [day], received_at, expected=lambda: expectation)
        states.update(one.receipt.state for one in settled)
    return dict(states)


def _write(registry: RawRegistry, folder: Path, seed: int) -> Demonstrated:
    report("examples")
    files = demonstration(registry, seed).write(
        folder, _municipalities(), report=lambda done, total: report("examples", done, total)
    )
    return Demonstrated(folder, files, _fewer(registry), {})


def demonstration(registry: RawRegistry, seed: int = SEED) -> Demonstration:
    """What writes the workbooks, with the words of the rules in their live checks."""
    return Demonstration(registry, seed, rule_words())


def _has_received_others(workspace: Workspace, folder: Path) -> bool:
    """Whether anything lies in the inbox or was taken in that is not demonstration data."""
    inside = f"{folder.name}/"
    if any(not receipt.file_name.startswith(inside) for receipt in landed_receipts(workspace)):
        return True
    return workspace.inbox.is_dir() and any(path != folder for path in workspace.inbox.iterdir())


def _municipalities() -> list[str]:
    """Those whose plans come with the product."""
    return sorted({path.parent.parent.name for path in (PRODUCT / "plans").glob("*/*/plan.yml")})


def _fewer(registry: RawRegistry) -> dict[str, dict[str, int]]:
    names = {plan.header.municipality: plan.header.municipality_name for plan in registry.plans}
    return {names[slug]: limits for slug in _municipalities() if (limits := taking_part(slug))}
