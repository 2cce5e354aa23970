"""What the calendar asks for, carried out: the same functions as behind the commands, on the day of a tick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.calendar import Duty, Entry, duties, entries, still_due
from ingest.lock import workspace_lock
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError, Problem
from ingest.workspace import Workspace
from orchestration.registry import sound_registry

PATIENCE_SECONDS = 3600
"""How long work that nobody sits in front of waits for another writer: a build takes minutes."""


def due_entries(workspace: Workspace, on: date) -> list[Entry]:
    """What is to have been done by a day in all municipalities.

    Raises:
        InputError: The plans are not sound.
    """
    registry = sound_registry(workspace)
    return [entry for slug in _names(registry) for entry in still_due(registry, slug, on)]


def calendars(
    workspace: Workspace, municipality: str | None, year: int
) -> Iterator[tuple[str, list[Entry], list[Duty]]]:
    """What happens when in a calendar year.

    Args:
        workspace: Whose plans.
        municipality: Only this one.
        year: Calendar year.

    Yields:
        The name of a municipality, what is done there by itself, and what its plan asks of people.

    Raises:
        InputError: `templates_municipality_unknown`, or the plans are not sound.
    """
    registry = sound_registry(workspace)
    names = _names(registry)
    if municipality is not None and municipality not in names:
        details = (("municipalities", ", ".join(names)),)
        raise InputError([Problem("templates_municipality_unknown", value=municipality, details=details)])
    for slug in [municipality] if municipality else names:
        by_itself = entries(registry, slug, date(year, 1, 1), date(year, 12, 31))
        yield names[slug], by_itself, duties(registry, slug, year)


def carry_out(workspace: Workspace, entry: Entry, on: date) -> list[Path]:
    """Do what an entry asks for; doing it again on the same day with the same data changes nothing.

    Args:
        workspace: Where; locked as long as it takes.
        entry: What.
        on: The day on which it is done.

    Returns:
        What was written: a folder or a letter.

    Raises:
        InputError: What the function behind it raises, or `workspace_busy`.
    """
    from orchestration import board_letters, job
    from orchestration.templates import write_templates

    with workspace_lock(workspace, PATIENCE_SECONDS):
        if entry.action == "templates":
            return [one.folder for one in write_templates(workspace, str(entry.subject), entry.municipality)]
        job.build_warehouse(workspace)
        if entry.action != "draft":
            return [board_letters.write_status(workspace, entry, on)]
        year = int(str(entry.subject))
        job.publish_one(workspace, entry.municipality, year)
        return [workspace.draft(entry.municipality, year), board_letters.write_missing(workspace, entry, on)]


def _names(registry: RawRegistry) -> dict[str, str]:
    return {plan.header.municipality: plan.header.municipality_name for plan in registry.plans}
