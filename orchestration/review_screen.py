"""What a person sees of a review: what was written, what was taken back, how many texts still wait."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from ingest.typography import Language
from orchestration.collection_screen import show_settled
from orchestration.screen import shown_next, shown_path

if TYPE_CHECKING:
    from ingest.workspace import Workspace
    from orchestration.review_intake import Review

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "exported": "Izveidots: {} – pārskatāmie teksti: {}",
        "counts": "  pieņemti: {}, pārrakstīti: {}, vēl jāpārskata: {}. Tālāk: {}",
    },
    "en": {
        "exported": "Written: {} – texts to review: {}",
        "counts": "  accepted: {}, rewritten: {}, still to be reviewed: {}. Next: {}",
    },
}


def show_exported(file: Path, still_open: int, language: Language) -> None:
    """Where the workbook lies and how many texts wait in it."""
    _print(_WORDS[language]["exported"].format(shown_path(file), still_open))


def show_review(review: Review, workspace: Workspace, language: Language) -> None:
    """What became of the file with every finding, and what it changes."""
    show_settled([review.settled], workspace, language)
    if review.settled.receipt.state == "accepted":
        counts = (review.accepted, review.edited, review.still_open)
        _print(_WORDS[language]["counts"].format(*counts, shown_next(review.concerned)))


def _print(line: str) -> None:
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
