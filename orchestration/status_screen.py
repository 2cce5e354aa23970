"""`pmp status` on the screen: a table a municipality that fits eighty columns, then what was not taken and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ingest.forms.definition import FORMS
from ingest.typography import Language
from orchestration.screen import shown_path
from orchestration.status import NotTaken, Owed, Status
from quality.messages import shown_date

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "nothing": "Vēl nekas nav saņemts. Ielieciet failus mapē {} un palaidiet: pmp collect",
        "not_built": "Saņemto failu skaits: {}. Datu krātuve vēl nav izveidota; palaidiet: pmp build",
        "old": "! Kopš datu krātuves izveides kaut kas ir mainījies (piemēram, saņemti jauni faili). Lai redzētu "
        "jaunāko, palaidiet: pmp build",
        "demo": "! PARAUGDATI: iestādes ir īstas, bet visi faili vai daļa no tiem ir izdomāti. Nerakstiet iestādēm "
        "par tiem.",
        "chosen": "Rādīta jaunākā datu vākšana, par kuru ir saņemts kaut viens fails: {0}. Citu izvēlas šādi: "
        "pmp status --collection 2024/2025-S1",
        "no_collection": "Par {} vēl nav saņemts neviens ziņotāja fails.",
        "not_built_in": "Datu krātuvē par {} vēl nav neviena faila.",
        "heading": "{}, {}",
        "due": ", iesniegt līdz {}",
        "total": "Saņemtas veidlapas: {} no {} ({} %) – laikā {}, vēlu {}; trūkst {}; nav uzņemtas {}.",
        "reporter": "Ziņotājs",
        "school_report": "Pārskats",
        "referral_counts": "Gadījumi",
        "activity_log": "Žurnāls",
        "survey_results": "Aptaujas",
        "task_report": "Uzdevumi",
        "board_values": "Pārvalde",
        "unknown": "fails",
        "enrolment": "valsts dati",
        "late": "vēlu",
        "received": "Saņemts",
        "of": "{} no {}",
        "rate": "Saņemts, %",
        "on_time": "Laikā",
        "late_row": "Vēlu",
        "missing": "Trūkst",
        "rejected": "Nav uzņemts",
        "legend": "✓ – saņemts laikā, ✓ vēlu – pēc termiņa, ½ – daļa rindu nav uzņemta, ✖ – nav uzņemts, "
        "– trūkst; tukšs – nav jāiesniedz.",
        "not_taken": "Faili, kas nav uzņemti",
        "nobody": "Faili, kas nav uzņemti un ko nevar pieskaitīt nevienam ziņotājam",
        "more": "… un vēl {}; visi ir tabulā marts.submissions",
    },
    "en": {
        "nothing": "Nothing has been received yet. Put files into {} and run: pmp collect",
        "not_built": "Files received: {}. The warehouse has not been built yet; run: pmp build",
        "old": "! Something has changed since the warehouse was built (for example, new files have come). To see the "
        "latest, run: pmp build",
        "demo": "! Demonstration data (PARAUGDATI): the institutions are real, but all files or some of them are "
        "invented. Do not write to the institutions about them.",
        "chosen": "The latest collection of which any file has been received is shown: {0}. To choose another: "
        "pmp status --collection 2024/2025-S1",
        "no_collection": "No file of a reporter has been received for {} yet.",
        "not_built_in": "The warehouse holds no file for {} yet.",
        "heading": "{}, {}",
        "due": ", due {}",
        "total": "Forms received: {} of {} ({} %) – on time {}, late {}; missing {}; not taken {}.",
        "reporter": "Reporter",
        "school_report": "School",
        "referral_counts": "Cases",
        "activity_log": "Log",
        "survey_results": "Surveys",
        "task_report": "Tasks",
        "board_values": "Board",
        "unknown": "file",
        "enrolment": "state data",
        "late": "late",
        "received": "Received",
        "of": "{} of {}",
        "rate": "Received, %",
        "on_time": "On time",
        "late_row": "Late",
        "missing": "Missing",
        "rejected": "Not taken",
        "legend": "✓ – received on time, ✓ late – after the due date, ½ – some lines not taken, ✖ – not taken, "
        "– missing; empty – not owed.",
        "not_taken": "Files that were not taken",
        "nobody": "Files that were not taken and belong to no reporter",
        "more": "… and {} more; all are in marts.submissions",
    },
}


_NOBODYS = 5
"""Files that belong to no reporter: so many are named."""


def show_status(status: Status, inbox: Path, language: Language) -> None:
    """Tell who has reported; nothing here is an error, so all of it goes to standard output.

    Args:
        status: What is known.
        inbox: Where files are put.
        language: Language of the words.
    """
    console, words = Console(highlight=False), _WORDS[language]
    for line in _remarks(status, inbox, words):
        console.print(line, markup=False)
    for _, owed in groupby(status.owed, key=lambda one: one.municipality):
        _show_municipality(console, status, list(owed), language)
    nobodys = [one for one in status.not_taken if not one.municipality]
    _show_not_taken(console, words["nobody"], nobodys[:_NOBODYS], language)
    if len(nobodys) > _NOBODYS:
        console.print(Padding(words["more"].format(len(nobodys) - _NOBODYS), (0, 0, 0, 2)))


def _remarks(status: Status, inbox: Path, words: dict[str, str]) -> list[str]:
    """What has to be known before the tables, or is said in their place."""
    if not status.receipts:
        return [words["nothing"].format(f"{shown_path(inbox)}/")]
    if not status.is_built:
        return [words["not_built"].format(status.receipts)]
    remarks = [words["demo"]] if status.is_demo else []
    remarks += [words["old"]] if status.is_old else []
    if status.collection and not status.owed:
        return [*remarks, words["not_built_in" if status.is_old else "no_collection"].format(status.collection)]
    is_chosen = status.is_chosen and status.collection
    return [*remarks, words["chosen"].format(status.collection)] if is_chosen else remarks


def _show_municipality(console: Console, status: Status, owed: Sequence[Owed], language: Language) -> None:
    words, first = _WORDS[language], owed[0]
    heading = words["heading"].format(first.municipality_name, status.collection)
    due = words["due"].format(shown_date(first.due_on, language)) if first.due_on else ""
    console.print(f"\n[bold]{escape(heading + due)}[/bold]")
    received, on_time, late, missing, rejected = _counts(owed)
    rate = _rate(received, len(owed))
    console.print(words["total"].format(received, len(owed), rate, on_time, late, missing, rejected), markup=False)
    console.print(_table(owed, words))
    console.print(words["legend"], style="dim", markup=False)
    not_taken = [one for one in status.not_taken if one.municipality == first.municipality]
    _show_not_taken(console, words["not_taken"], not_taken, language)


def _table(owed: Sequence[Owed], words: dict[str, str]) -> Table:
    """A row a reporter, a column a form; below, how many of those expected have reported each."""
    forms = [form for form in FORMS if any(one.form == form for one in owed)]
    table = Table(words["reporter"], box=None, pad_edge=False, show_footer=False)
    for form in forms:
        table.add_column(words[form], min_width=len(words[form]))
    for _, own in groupby(owed, key=lambda one: one.reporter_id):
        rows = list(own)
        cells = {one.form: _cell(one, words) for one in rows}
        table.add_row(escape(rows[0].reporter_name), *(cells.get(form, "") for form in forms))
    table.add_row()
    by_form = [[one for one in owed if one.form == form] for form in forms]
    counts = [_counts(group) for group in by_form]
    coverage = [words["of"].format(count[0], len(group)) for count, group in zip(counts, by_form, strict=True)]
    table.add_row(words["received"], *coverage, style="bold")
    rates = [str(_rate(count[0], len(group))) for count, group in zip(counts, by_form, strict=True)]
    table.add_row(words["rate"], *rates)
    for position, name in enumerate(("on_time", "late_row", "missing", "rejected"), start=1):
        table.add_row(words[name], *(str(count[position]) for count in counts))
    return table


def _cell(owed: Owed, words: dict[str, str]) -> str:
    if not owed.is_received:
        return "–" if owed.state == "none" else "✖"
    sign = "✓" if owed.state == "accepted" else "½"
    return f"{sign} {words['late']}" if owed.is_late else sign


def _counts(owed: Iterable[Owed]) -> tuple[int, int, int, int, int]:
    """Received, of them on time and late; missing; not taken."""
    group = list(owed)
    received = [one for one in group if one.is_received]
    late = sum(one.is_late for one in received)
    missing = sum(one.state == "none" for one in group)
    return len(received), len(received) - late, late, missing, len(group) - len(received) - missing


def _rate(received: int, expected: int) -> int:
    """Whole per cent, rounded down: not all is never 100."""
    return 100 * received // expected


def _show_not_taken(console: Console, title: str, files: Sequence[NotTaken], language: Language) -> None:
    if not files:
        return
    console.print(f"\n[bold]{escape(title)}[/bold]")
    for one in files:
        who = f"{one.reporter_name}, {_WORDS[language][one.form].lower()}: " if one.reporter_name else ""
        reason = one.reason(language)
        console.print(Padding(escape(f"✖ {who}{one.file_name} – {reason}"), (0, 0, 0, 2)))
