"""What a person sees of plans: one line a sound plan, what was taken in, one line a difference."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from ingest.typography import Language
from orchestration.screen import shown_path

if TYPE_CHECKING:
    from ingest.plans.diff import Change
    from ingest.plans.registry import RawPlan

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "sound": "kārtībā",
        "taken_in": "Plāns {} uzņemts mapē {}. Tālāk: pmp run",
        "unread": "  ! aktivitāte {}: skaitļi, kas nav saprasti kā plānotais rezultāts: {}",
        "same": "Atšķirību nav.",
        "added": "pievienots",
        "dropped": "svītrots",
        "renumbered": "pārnumurēts",
        "changed": "mainīts",
    },
    "en": {
        "sound": "sound",
        "taken_in": "Plan {} taken in, it lies in {}. Next: pmp run",
        "unread": "  ! activity {}: figures not understood as a planned result: {}",
        "same": "No differences.",
        "added": "added",
        "dropped": "dropped",
        "renumbered": "renumbered",
        "changed": "changed",
    },
}
_COUNTED: dict[Language, dict[str, str]] = {
    "lv": {
        "goals": "mērķi visos sarakstos",
        "indicators": "rādītāju rindas",
        "activities": "aktivitātes",
        "tasks": "uzdevumi",
    },
    "en": {"goals": "goals in all lists", "indicators": "indicator rows", "activities": "activities", "tasks": "tasks"},
}


def show_plans(plans: Iterable[RawPlan], language: Language) -> None:
    """One line a plan version that passed its checks."""
    console = Console(highlight=False, soft_wrap=True)
    for plan in plans:
        counts = ", ".join(f"{label}: {len(plan.tables[table].rows)}" for table, label in _COUNTED[language].items())
        console.print(f"✓ {plan.header.plan_id} – {_WORDS[language]['sound']} ({counts})", markup=False)


def show_taken_in(plan: RawPlan, folder: Path, unread: list[tuple[str, str]], language: Language) -> None:
    """That a plan was taken in, and which figures of its planned results were not understood."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(_WORDS[language]["taken_in"].format(plan.header.plan_id, shown_path(folder)), markup=False)
    for activity_nr, figures in unread:
        console.print(_WORDS[language]["unread"].format(activity_nr, figures), markup=False)


def show_changes(changes: list[Change], language: Language) -> None:
    """One line a difference between two plan versions."""
    console = Console(highlight=False, soft_wrap=True)
    if not changes:
        console.print(_WORDS[language]["same"])
    for change in changes:
        kind = _WORDS[language][change.kind]
        values = " → ".join(text for text in (change.before, change.after) if text)
        console.print(f"{change.table} {change.key}: {kind} {change.column}: {values}", markup=False)
