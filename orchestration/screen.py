"""What a person sees in the terminal: progress, one line a result, problems, query results."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from ingest.problems import Problem
from ingest.workspace import Workspace
from orchestration.progress import listening
from publication.typography import agreeing
from quality.messages import Language, in_words, shown_date

if TYPE_CHECKING:
    from ingest.plans.diff import Change
    from ingest.plans.registry import RawPlan
    from orchestration.enrolment_intake import Arrival
    from orchestration.intake_run import Settled
    from orchestration.job import Outcome
    from orchestration.query import QueryResult
    from orchestration.templates import HandedOut

_SIGNS = {"accepted": "✓", "accepted_partly": "!", "rejected": "✖", "duplicate": "=", "refused": "✖"}
_SEVERITY_SIGNS = {"info": "i", "warning": "!", "reject_row": "✖", "reject_delivery": "✖"}
_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "prepare": "Sagatavošanās",
        "plans": "Plānu nolasīšana un pārbaude",
        "warehouse": "Datu krātuves veidošana un pārbaudes",
        "plausibility": "Ticamības pārbaudes",
        "marts": "Rezultātu tabulas un to pārbaudes",
        "publications": "Publikāciju melnraksti",
        "templates": "Veidlapas ziņotājiem",
        "handed_out": "✓ {}: ziņotāji {}, veidlapas {} – {}/",
        "unchanged": "Nekas nav mainījies kopš iepriekšējās reizes; nekas netika veidots no jauna.",
        "results": "Rezultāti",
        "warehouse_line": "datu krātuve",
        "plan_quality_line": "pretrunas plānos (iekšējai lietošanai)",
        "next": "Ko darīt tālāk",
        "cut": "… rādītas pirmās {} rindas",
        "sound": "kārtībā",
        "written": "Izveidots: {}",
        "taken_in": "Plāns {} uzņemts mapē {}. Tālāk: pmp run",
        "unread": "  ! aktivitāte {}: skaitļi, kas nav saprasti kā plānotais rezultāts: {}",
        "same": "Atšķirību nav.",
        "added": "pievienots",
        "dropped": "svītrots",
        "renumbered": "pārnumurēts",
        "changed": "mainīts",
        "collect": "Saņemto failu pārbaude",
        "nothing_new": "Jaunu failu nav; nekas nav mainīts.",
        "state_accepted": "uzņemts",
        "state_accepted_partly": "uzņemts daļēji",
        "state_rejected": "nav uzņemts",
        "state_duplicate": "jau bija saņemts; nekas nav mainīts",
        "state_refused": "nav pieņemts",
        "late": ", pēc termiņa",
        "rows": " (ieraksti: {} no {})",
        "allowed": "✓ {} var iesniegt {} līdz {} (ieskaitot).",
        "collected": "✓ {}: izglītojamie {}; iestādes – failā: {}, uzņemtas: {}, noraidītas: {}. Tālāk: pmp build",
        "collected_without": "! {0}: izglītojamie {1}; uzņemts bez {5} "
        "(iestādes – failā: {2}, uzņemtas: {3}, noraidītas: {4}). Tālāk: pmp build",
        "rejected_one": "noraidītās iestādes",
        "rejected_many": "noraidītajām iestādēm",
        "collected_before": "= {}: šis fails jau ir uzņemts (izglītojamie {}); nekas nav mainīts",
    },
    "en": {
        "prepare": "Getting ready",
        "plans": "Reading and checking the plans",
        "warehouse": "Building and checking the warehouse",
        "plausibility": "Plausibility checks",
        "marts": "Tables of results and their checks",
        "publications": "Draft publications",
        "templates": "Forms for reporters",
        "handed_out": "✓ {}: reporters {}, workbooks {} – {}/",
        "unchanged": "Nothing has changed since the last time; nothing was built again.",
        "results": "Results",
        "warehouse_line": "warehouse",
        "plan_quality_line": "contradictions in the plans (internal)",
        "next": "What to do next",
        "cut": "… the first {} rows are shown",
        "sound": "sound",
        "written": "Written: {}",
        "taken_in": "Plan {} taken in, it lies in {}. Next: pmp run",
        "unread": "  ! activity {}: figures not understood as a planned result: {}",
        "same": "No differences.",
        "added": "added",
        "dropped": "dropped",
        "renumbered": "renumbered",
        "changed": "changed",
        "collect": "Checking what arrived",
        "nothing_new": "There are no new files; nothing changed.",
        "state_accepted": "taken",
        "state_accepted_partly": "taken in part",
        "state_rejected": "not taken",
        "state_duplicate": "had been received before; nothing changed",
        "state_refused": "refused",
        "late": ", late",
        "rows": " (rows: {} of {})",
        "allowed": "✓ {} may send {} until {} (inclusive).",
        "collected": "✓ {}: learners of {}; institutions – in the file: {}, taken: {}, rejected: {}. Next: pmp build",
        "collected_without": "! {0}: learners of {1}; taken without {5} "
        "(institutions – in the file: {2}, taken: {3}, rejected: {4}). Next: pmp build",
        "rejected_one": "rejected institution",
        "rejected_many": "rejected institutions",
        "collected_before": "= {}: this file has been taken in already (learners of {}); nothing was changed",
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
    console.print(f"  {words['warehouse_line']}: {_relative(workspace.warehouse)}")
    drafts = sorted(path.parent for path in workspace.publications.glob("*/*/draft/index.html"))
    if outcome.is_single:
        drafts = [workspace.draft(slug, year) for slug, year in outcome.drafts]
    else:
        console.print(f"  {words['plan_quality_line']}: {_relative(workspace.home / 'plan-quality')}/")
    for folder in drafts:
        names = ", ".join(sorted(path.name for path in folder.iterdir() if path.suffix != ".json"))
        console.print(f"  {_relative(folder)}/ ({names})")
    if drafts and not outcome.is_single:
        console.print(f"\n[bold]{words['next']}[/bold]")
        for number, line in enumerate(_NEXT[language], start=1):
            page = _relative(drafts[0] / "index.html")
            console.print(f"  {number}. {line.format(page=page, pmp=_command(), query=_QUERY)}", markup=False)


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


def show_written(path: Path, language: Language) -> None:
    """Where a file was written."""
    Console(highlight=False, soft_wrap=True).print(_WORDS[language]["written"].format(path), markup=False)


def show_taken_in(plan: RawPlan, folder: Path, unread: list[tuple[str, str]], language: Language) -> None:
    """That a plan was taken in, and which figures of its planned results were not understood."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(_WORDS[language]["taken_in"].format(plan.header.plan_id, _relative(folder)), markup=False)
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


def show_settled(settled: Sequence[Settled], language: Language) -> None:
    """One line a file and one a finding under it; what was not taken goes to standard error."""
    words = _WORDS[language]
    if not settled:
        Console(highlight=False, soft_wrap=True).print(words["nothing_new"])
    for one in settled:
        receipt = one.receipt
        if one.arrival:
            show_arrival(one.arrival, language)
            continue
        state = words[f"state_{receipt.state}"]
        late = words["late"] if receipt.is_late else ""
        rows = words["rows"].format(receipt.rows_accepted, receipt.rows_in) if receipt.rows_in else ""
        is_taken = receipt.state in ("accepted", "duplicate")
        console = Console(stderr=not is_taken, highlight=False, soft_wrap=True)
        console.print(f"{_SIGNS[receipt.state]} {receipt.file_name}: {state}{late}{rows}", markup=False)
        for finding in one.findings:
            sign = _SEVERITY_SIGNS[finding.severity]
            console.print(f"    {sign} {in_words(replace(finding.problem, file=''), language)}", markup=False)


def show_allowed(reporter: str, collection: str, until: dt.date, language: Language) -> None:
    """One line on an exception that was given."""
    line = _WORDS[language]["allowed"].format(reporter, collection, shown_date(until, language))
    Console(highlight=False, soft_wrap=True).print(line, markup=False)


def show_arrival(arrival: Arrival, language: Language) -> None:
    """One line a workbook that was taken in, or had been before; one on standard error a finding."""
    words, date = _WORDS[language], shown_date(arrival.workbook.snapshot_date, language)
    line = words["collected_before"].format(arrival.file, date)
    if arrival.is_new:
        rejected = arrival.rows_in - arrival.rows_landed
        key = "collected_without" if rejected else "collected"
        without = agreeing(rejected, words["rejected_one"], words["rejected_many"])
        line = words[key].format(arrival.file, date, arrival.rows_in, arrival.rows_landed, rejected, without)
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for finding in arrival.findings:
        mark = "!" if finding.severity == "warning" else "✖"
        console.print(f"{mark} {in_words(finding.problem, language)}", markup=False)


def show_handed_out(handed_out: Iterable[HandedOut], language: Language) -> None:
    """One line a municipality."""
    console = Console(highlight=False, soft_wrap=True)
    for one in handed_out:
        words = (one.municipality_name, one.reporters, one.workbooks, _relative(one.folder))
        console.print(_WORDS[language]["handed_out"].format(*words), markup=False)


def show_problems(problems: Iterable[Problem], language: Language) -> None:
    """One line a problem on standard error."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for problem in problems:
        console.print(f"✖ {in_words(problem, language)}", markup=False)


def show_query(result: QueryResult, output: str, language: Language) -> None:
    """A query's answer as table, CSV or JSON on standard output."""
    if output == "json":
        rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    elif output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(result.columns)
        writer.writerows(result.rows)
    else:
        _show_table(result)
    if result.is_cut:
        Console(stderr=True).print(_WORDS[language]["cut"].format(len(result.rows)))


def _show_table(result: QueryResult) -> None:
    """A table where it fits the terminal, else one line a value, record by record."""
    from rich.measure import Measurement
    from rich.table import Table

    console = Console(highlight=False)
    rows = [["" if value is None else str(value) for value in row] for row in result.rows]
    table = Table(*result.columns)
    for row in rows:
        table.add_row(*map(escape, row))
    if not sys.stdout.isatty() or Measurement.get(console, console.options, table).minimum <= console.width:
        console.print(table)
        return
    width = max(map(len, result.columns))
    for row in rows:
        for column, value in zip(result.columns, row, strict=True):
            console.print(f"{column:>{width}}: {value}", markup=False)
        console.print()


def _command() -> str:
    """How the person can call pmp from here: by name where it is on the path, else as it was called."""
    return "pmp" if shutil.which("pmp") else sys.argv[0]


def _relative(path: Path) -> str:
    """A path as the person would type it from here."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
