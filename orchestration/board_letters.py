"""Draft letters to the board: who has reported a collection, and what the draft of a publication still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from ingest.calendar import Action, Entry
from ingest.forms.definition import load_form
from ingest.storage import write_derived
from ingest.typography import day as written_day
from ingest.workspace import Workspace
from orchestration.letters import draft_letter
from orchestration.publishing import connect
from orchestration.status import Owed, Status, read_status
from publication.missing import missing_list
from publication.results import read_results

_NOTE = "Adresāts: izglītības pārvalde. Ierakstiet adresi laukā „Kam”."
_DEMONSTRATION = "PARAUGDATI – vēstule ir par izdomātiem datiem; nevienam par tiem nerakstiet.\n\n"
_STATUS_SUBJECTS: dict[Action, str] = {
    "status_due": "PMP dati {collection}: iesniegšanas termiņš {day}",
    "status_closing": "PMP dati {collection}: uzņemšana noslēdzas {day}",
}
_STATUS = """Labdien!

{municipality}, datu vākšana {collection}: kas ir iesniedzis un kas nav, {on} no rīta.

{found}

Pēc termiņa saņemtu failu uzņem ar atzīmi „vēlu”, pēc noslēguma dienas – tikai ar atļauju (pmp allow-late).
"""
_TOTAL = "Saņemtas veidlapas: {received} no {all}, no tām vēlu {late}."
_NOBODY = "Par šo datu vākšanu vēl nav saņemta neviena veidlapa."
_MISSING, _PARTLY, _NOT_TAKEN = "Nav iesniegts vai nav uzņemts:", "Uzņemta tikai daļa rindu:", "Kāpēc nav uzņemts:"
_DRAFT_SUBJECT = "PMP {year}. gada rezultāti: publikācijas melnraksts un kā tajā trūkst"
_DRAFT = """Labdien!

Publikācijas melnraksts par {year}. gada rezultātiem ({municipality}) ir darba mapē:
{folder}
{basis}

Kas tajā trūkst {on}:

{found}

Melnraksts nav publicējams, kamēr to nav apstiprinājis cilvēks.
"""
_QUOTED = "Plānā ({place}) rakstīts: „{basis}”"
_ASSUMED = "Mēnesis ir mūsu pieņēmums."

_FILES: dict[Action, str] = {"status_due": "termins", "status_closing": "noslegums", "draft": "melnraksts"}


def write_status(workspace: Workspace, entry: Entry, on: date) -> Path:
    """Write who has reported a collection and who has not.

    Args:
        workspace: Whose warehouse and outbox.
        entry: On which occasion.
        on: The day of which the letter speaks.
    """
    status = read_status(workspace, str(entry.subject), entry.municipality)
    words = {"collection": entry.subject, "day": written_day(entry.day), "on": written_day(on)}
    text = _STATUS.format(municipality=entry.municipality_name, found="\n\n".join(_found(status)), **words)
    subject = _STATUS_SUBJECTS[entry.action].format(**words)
    return _write(workspace, entry, on, subject, text, is_demo=status.is_demo)


def write_missing(workspace: Workspace, entry: Entry, on: date) -> Path:
    """Write that the draft of a publication is there, and what it lacks.

    Args:
        workspace: Whose warehouse and outbox.
        entry: On which occasion.
        on: The day of which the letter speaks.
    """
    year = int(str(entry.subject))
    with connect(workspace) as connection:
        results = read_results(connection, entry.municipality, year)
        found = missing_list(connection, results)
    basis = [_QUOTED.format(place=entry.place, basis=entry.basis)] if entry.basis else []
    text = _DRAFT.format(
        year=year,
        municipality=entry.municipality_name,
        folder=workspace.draft(entry.municipality, year).relative_to(workspace.home).as_posix(),
        basis=" ".join([*basis, *([_ASSUMED] if entry.is_assumed else [])]),
        on=written_day(on),
        found=found,
    )
    return _write(workspace, entry, on, _DRAFT_SUBJECT.format(year=year), text, is_demo=results.is_demo)


def _write(workspace: Workspace, entry: Entry, on: date, subject: str, text: str, *, is_demo: bool) -> Path:
    """A letter by the day it speaks of: a later one leaves the former."""
    if is_demo:
        subject, text = f"PARAUGDATI – {subject}", f"{_DEMONSTRATION}{text}"
    path = workspace.outbox / entry.subject_name / entry.municipality / f"{_FILES[entry.action]}-{on}.eml"
    write_derived(path, draft_letter(subject, text, {}, _NOTE))
    return path


def _found(status: Status) -> Iterator[str]:
    if not status.owed:
        yield _NOBODY
        return
    received = [one for one in status.owed if one.is_received]
    late = sum(one.is_late for one in received)
    yield _TOTAL.format(received=len(received), all=len(status.owed), late=late)
    missing = [one for one in status.owed if not one.is_received]
    partly = [one for one in received if one.state == "accepted_partly"]
    for heading, owed in ((_MISSING, missing), (_PARTLY, partly)):
        if owed:
            yield _listed(heading, _by_reporter(owed))
    reasons = [f"{one.reporter_name or ''} {one.file_name}: {one.reason('lv')}".strip() for one in status.not_taken]
    if reasons:
        yield _listed(_NOT_TAKEN, reasons)


def _by_reporter(owed: Sequence[Owed]) -> Iterator[str]:
    for name, own in groupby(owed, key=lambda one: one.reporter_name):
        yield f"{name}: {', '.join(load_form(one.form).title.lv for one in own)}"


def _listed(heading: str, lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join((heading, *(f"• {line}" for line in lines)))
