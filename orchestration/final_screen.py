"""What a person sees of a final publication: where it was frozen, what of it was waived."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from ingest.typography import Language, percent
from orchestration.screen import shown_path

if TYPE_CHECKING:
    from ingest.submissions.waivers import Waiver
    from publication.disclosure.shown import Told

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "final": "Apstiprināts un vairs nemaināms: {}/",
        "unchanged": "Nekas nav mainījies kopš apstiprinātās publikācijas; jauna redakcija netika veidota.",
        "told": "Nelieli skaitļi, kas nav publicēti: {} no {}; pārējie, kas ir publicēti: {} no {} ({}).",
        "waived": "Atzīts ({}, {}): {}",
    },
    "en": {
        "final": "Approved and frozen: {}/",
        "unchanged": "Nothing has changed since the final publication; no new revision was made.",
        "told": "Small counts that are not published: {} of {}; others that are published: {} of {} ({}).",
        "waived": "Waived ({}, {}): {}",
    },
}


def show_final(folder: Path | None, language: Language) -> None:
    """Where a final publication lies; that there is nothing new to publish where there is no folder."""
    words = _WORDS[language]
    _print(words["final"].format(shown_path(folder)) if folder else words["unchanged"])


def show_told(told: Told | None, language: Language) -> None:
    """One line on how much of the counts of people a publication shows; nothing where it has none."""
    if told and told.safe[0]:
        (small, hidden), (safe, shown) = told.small, told.safe
        _print(_WORDS[language]["told"].format(hidden, small, shown, safe, percent(round(100 * shown / safe))))


def show_waived(waiver: Waiver, language: Language) -> None:
    """One line on a finding that was waived."""
    _print(_WORDS[language]["waived"].format(waiver.municipality, waiver.waived_by, waiver.message.split(" → ")[0]))


def _print(line: str) -> None:
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
