"""What a person sees of a collection: forms handed out, one line a file that came, exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from orchestration.screen import shown_path
from publication.typography import agreeing
from quality.messages import Language, in_words, shown_date

if TYPE_CHECKING:
    from orchestration.enrolment_intake import Arrival
    from orchestration.intake_run import Settled
    from orchestration.templates import HandedOut

_SIGNS = {"accepted": "✓", "accepted_partly": "!", "rejected": "✖", "duplicate": "=", "refused": "✖"}
_SEVERITY_SIGNS = {"info": "i", "warning": "!", "reject_row": "✖", "reject_delivery": "✖"}
_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "handed_out": "✓ {}: ziņotāji {}, veidlapas {} – {}/",
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
        "handed_out": "✓ {}: reporters {}, workbooks {} – {}/",
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


def show_handed_out(handed_out: Iterable[HandedOut], language: Language) -> None:
    """One line a municipality."""
    console = Console(highlight=False, soft_wrap=True)
    for one in handed_out:
        words = (one.municipality_name, one.reporters, one.workbooks, shown_path(one.folder))
        console.print(_WORDS[language]["handed_out"].format(*words), markup=False)


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


def show_allowed(reporter: str, collection: str, until: dt.date, language: Language) -> None:
    """One line on an exception that was given."""
    line = _WORDS[language]["allowed"].format(reporter, collection, shown_date(until, language))
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
