"""What a person sees in the terminal: progress, where results lie, what was written, problems."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from ingest.problems import Problem
from ingest.workspace import Workspace
from orchestration.progress import listening
from quality.messages import Language, in_words

if TYPE_CHECKING:
    from orchestration.job import Outcome

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "prepare": "Sagatavošanās",
        "plans": "Plānu nolasīšana un pārbaude",
        "warehouse": "Datu krātuves veidošana un pārbaudes",
        "publications": "Publikāciju melnraksti",
        "templates": "Veidlapas ziņotājiem",
        "collect": "Saņemto failu pārbaude",
        "unchanged": "Nekas nav mainījies kopš iepriekšējās reizes; nekas netika veidots no jauna.",
        "results": "Rezultāti",
        "warehouse_line": "datu krātuve",
        "plan_quality_line": "pretrunas plānos (iekšējai lietošanai)",
        "next": "Ko darīt tālāk",
        "written": "Izveidots: {}",
    },
    "en": {
        "prepare": "Getting ready",
        "plans": "Reading and checking the plans",
        "warehouse": "Building and checking the warehouse",
        "publications": "Draft publications",
        "templates": "Forms for reporters",
        "collect": "Checking what arrived",
        "unchanged": "Nothing has changed since the last time; nothing was built again.",
        "results": "Results",
        "warehouse_line": "warehouse",
        "plan_quality_line": "contradictions in the plans (internal)",
        "next": "What to do next",
        "written": "Written: {}",
    },
}
_QUERY = "select indicator_name, baseline_text from marts.dim_indicator where municipality = 'kraslava'"
_NEXT: dict[Language, list[str]] = {
    "lv": [
        "atveriet pārlūkā {page}",
        'skatiet rādītājus:  {pmp} query "{query}"',
        "pievienojiet savu plānu:  {pmp} plan workbook  →  aizpildiet  →  {pmp} plan add plāns.xlsx",
    ],
    "en": [
        "open {page} in a browser",
        'look at indicators:  {pmp} query "{query}"',
        "add your own plan:  {pmp} plan workbook  →  fill in  →  {pmp} plan add plāns.xlsx",
    ],
}


@contextmanager
def working(language: Language) -> Iterator[None]:
    """Show a progress bar a step while the work inside reports."""
    tasks: dict[str, TaskID] = {}
    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console)

    def show(step: str, done: int, total: int) -> None:
        progress.start()  # only now: where nothing reports, nothing is drawn
        if step not in tasks:
            for other in tasks.values():
                progress.update(other, total=1, completed=1)
            tasks[step] = progress.add_task(_WORDS[language][step], total=total or None)
        progress.update(tasks[step], completed=done, total=total or None)

    try:
        with listening(show):
            yield
        for task in tasks.values():
            progress.update(task, total=1, completed=1)
    finally:
        if tasks:
            progress.stop()


def show_paths(workspace: Workspace, outcome: Outcome, language: Language) -> None:
    """One line a result, and the three things to do next."""
    console = Console(highlight=False, soft_wrap=True)
    words = _WORDS[language]
    if not outcome.is_new and not outcome.drafts:
        console.print(words["unchanged"])
    console.print(f"\n[bold]{words['results']}[/bold]")
    console.print(f"  {words['warehouse_line']}: {shown_path(workspace.warehouse)}")
    drafts = sorted(path.parent for path in workspace.publications.glob("*/*/draft/index.html"))
    if outcome.is_single:
        drafts = [workspace.draft(slug, year) for slug, year in outcome.drafts]
    else:
        console.print(f"  {words['plan_quality_line']}: {shown_path(workspace.home / 'plan-quality')}/")
    for folder in drafts:
        names = ", ".join(sorted(path.name for path in folder.iterdir() if path.suffix != ".json"))
        console.print(f"  {shown_path(folder)}/ ({names})")
    if drafts and not outcome.is_single:
        console.print(f"\n[bold]{words['next']}[/bold]")
        for number, line in enumerate(_NEXT[language], start=1):
            page = shown_path(drafts[0] / "index.html")
            console.print(f"  {number}. {line.format(page=page, pmp=_command(), query=_QUERY)}", markup=False)


def show_written(path: Path, language: Language) -> None:
    """Where a file was written."""
    Console(highlight=False, soft_wrap=True).print(_WORDS[language]["written"].format(path), markup=False)


def show_problems(problems: Iterable[Problem], language: Language) -> None:
    """One line a problem on standard error."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for problem in problems:
        console.print(f"✖ {in_words(problem, language)}", markup=False)


def shown_path(path: Path) -> str:
    """A path as the person would type it from here."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _command() -> str:
    """How the person can call pmp from here: by name where it is on the path, else as it was called."""
    return "pmp" if shutil.which("pmp") else sys.argv[0]
