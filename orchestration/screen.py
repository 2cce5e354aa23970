"""What a person sees in the terminal: progress, where results lie, what was written, problems."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from ingest.problems import Problem
from ingest.submissions.landing import landed_receipts
from ingest.submissions.standing import latest_collection
from ingest.typography import Language
from ingest.workspace import Workspace
from orchestration.progress import listening
from orchestration.publishing import outdated_drafts, stale_publications
from quality.messages import in_words

if TYPE_CHECKING:
    from orchestration.job import Outcome

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "prepare": "Sagatavošanās",
        "plans": "Plānu nolasīšana un pārbaude",
        "warehouse": "Datu krātuves veidošana un pārbaudes",
        "plausibility": "Ticamības pārbaudes",
        "texts": "Tekstu sagatavošana",
        "marts": "Rezultātu tabulas un to pārbaudes",
        "publications": "Publikāciju melnraksti",
        "outdated_line": "Sagatavots no agrākiem datiem: {}/ – atjaunojiet:  {}",
        "school_pages": "Lapas skolām",
        "templates": "Veidlapas ziņotājiem",
        "examples": "Paraugdati",
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
        "plausibility": "Plausibility checks",
        "texts": "Drafting texts",
        "marts": "Tables of results and their checks",
        "publications": "Draft publications",
        "outdated_line": "Made from former data: {}/ – renew:  {}",
        "school_pages": "Pages for schools",
        "templates": "Forms for reporters",
        "examples": "Demonstration data",
        "collect": "Checking what arrived",
        "unchanged": "Nothing has changed since the last time; nothing was built again.",
        "results": "Results",
        "warehouse_line": "warehouse",
        "plan_quality_line": "contradictions in the plans (internal)",
        "next": "What to do next",
        "written": "Written: {}",
    },
}
_FIRST = "2024/2025-S1"
"""What is asked first where nothing has come yet: the plans begin in 2024."""
_RENEW: dict[Language, str] = {
    "lv": "atjaunojiet publikāciju un atveriet to pārlūkā:  {renew}  →  {page}",
    "en": "renew the publication and open it in a browser:  {renew}  →  {page}",
}
"""In the place of the first thing to do, where what it opens was made from former data."""
_NEXT: dict[Language, list[str]] = {
    "lv": [
        "atveriet pārlūkā {page}",
        "skatiet, kas ir ziņojis un kas kavējas:  {pmp} status",
        "izsniedziet veidlapas un uzņemiet saņemtās:  {pmp} templates --collection {collection}  →  {pmp} collect",
    ],
    "en": [
        "open {page} in a browser",
        "see who has reported and who is late:  {pmp} status",
        "hand out forms and take in what comes back:  {pmp} templates --collection {collection}  →  {pmp} collect",
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
    if not (outcome.is_new or outcome.drafts or outcome.single):
        console.print(words["unchanged"])
    console.print(f"\n[bold]{words['results']}[/bold]")
    console.print(f"  {words['warehouse_line']}: {shown_path(workspace.warehouse)}")
    drafts = sorted(path.parent for path in workspace.publications.glob("*/*/draft/index.html"))
    if outcome.single:
        drafts = [outcome.single]
    else:
        console.print(f"  {words['plan_quality_line']}: {shown_path(workspace.home / 'plan-quality')}/")
    for folder in drafts:
        console.print(f"  {shown_path(folder)}/ ({', '.join(_for_people(folder))})")
    for folder in () if outcome.single else outdated_drafts(workspace):
        line = words["outdated_line"].format(shown_path(folder), _renewing(workspace, folder))
        console.print(f"  {line}", markup=False)
    if drafts and not outcome.single:
        console.print(f"\n[bold]{words['next']}[/bold]")
        _show_next(console, workspace, drafts, language)


def _for_people(folder: Path) -> list[str]:
    """What of a draft people open, not what describes it to programs."""
    paths = sorted(path for path in folder.iterdir() if path.suffix not in {".json", ".jsonld"})
    return [f"{path.name}/" if path.is_dir() else path.name for path in paths]


def _renewing(workspace: Workspace, folder: Path) -> str:
    """The command that makes a draft anew, told by its folder."""
    municipality, year, *kind = folder.relative_to(workspace.publications).parts[:-1]
    language = " --lang en" if "en" in kind else ""
    kinds = "".join(f" --kind {name}" for name in kind if name != "en")
    return f"{shown_command()}{language} publish --municipality {municipality} --year {year}{kinds}"


def shown_next(concerned: AbstractSet[tuple[str, int]]) -> str:
    """The commands that bring what came into a publication, where it is about one municipality and results year."""
    pmp = shown_command()
    if len(concerned) != 1:
        return f"{pmp} build"
    ((municipality, year),) = concerned
    return f"{pmp} build  →  {pmp} publish --municipality {municipality} --year {year}"


def _show_next(console: Console, workspace: Workspace, drafts: Sequence[Path], language: Language) -> None:
    """The publication of the latest complete year, who has reported, and the forms of the next collection."""
    latest = latest_collection(landed_receipts(workspace))
    # A results year is complete once the January after it has been collected.
    complete = [draft for draft in drafts if latest and int(draft.parent.name) < latest.answers_in]
    draft = max(complete or drafts[:1], key=lambda draft: draft.parent.name)
    is_stale = (draft.parent.parent.name, int(draft.parent.name)) in stale_publications(workspace)
    page, renew = shown_path(draft / "index.html"), _renewing(workspace, draft)
    collection = latest.after if latest else _FIRST
    first, *others = _NEXT[language]
    for number, line in enumerate((_RENEW[language] if is_stale else first, *others), start=1):
        text = line.format(page=page, renew=renew, pmp=shown_command(), collection=collection)
        console.print(f"  {number}. {text}", markup=False)


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


def shown_command() -> str:
    """How the person can call pmp from here: by name where it is on the path, else as it was called."""
    return "pmp" if shutil.which("pmp") else sys.argv[0]
