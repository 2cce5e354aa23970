"""What a person sees of a collection: forms handed out, one line a file that came, exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from ingest.periods import latvian_day
from ingest.typography import Language, agreeing
from orchestration.screen import shown_command, shown_next, shown_path
from quality.messages import in_words, shown_date

if TYPE_CHECKING:
    from ingest.workspace import Workspace
    from orchestration.demonstration import Demonstrated
    from orchestration.enrolment_intake import Arrival
    from orchestration.templates import HandedOut
    from orchestration.verdicts import Settled

_SIGNS = {"accepted": "✓", "accepted_partly": "!", "rejected": "✖", "duplicate": "=", "refused": "✖"}
_SEVERITY_SIGNS = {"info": "i", "warning": "!", "reject_row": "✖", "reject_delivery": "✖"}
_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "handed_out": "✓ {}: ziņotāji {}, veidlapas {} – {}/",
        "handed_out_beside": "! Šajā mapē ir PARAUGDATI; īstām veidlapām izmantojiet citu mapi (PMP_HOME=…). Kur "
        "iepriekšējās atbildes ir paraugdati, aile «Iepriekš» ir tukša.",
        "demonstrated": "PARAUGDATI: faili {} mapē {}/",
        "demonstrated_fewer": "  {}: paraugdatos ir tikai daļa ziņotāju ({})",
        "demonstrated_states": "  {}; kļūdu darbgrāmatas mapē {}/",
        "demonstrated_left_out": "  īstiem datiem izmantojiet citu mapi:  PMP_HOME=/cita/mape {} run --no-demo",
        "nothing_new": "Jaunu failu nav; nekas nav mainīts.",
        "inbox_empty": "Mape ir tukša: {}",
        "passed_over": "= {}: šis fails jau bija saņemts {}: {}; nekas nav mainīts. Uzņemt vēlreiz: --again",
        "checked_accepted": "kārtībā, var sūtīt",
        "checked_accepted_partly": "daļa rindu jālabo",
        "checked_rejected": "nav kārtībā",
        "how_to_mark": "Veidlapas ar iezīmētām kļūdām: {} check --out MAPE FAILS…",
        "error_workbooks": "Kļūdu darbgrāmatas (kļūdas.xlsx): {}/",
        "letters": "Vēstuļu melnraksti: {}/",
        "next": "Tālāk: {}",
        "state_accepted": "uzņemts",
        "state_accepted_partly": "uzņemts daļēji",
        "state_rejected": "nav uzņemts",
        "state_duplicate": "jau bija saņemts; nekas nav mainīts",
        "state_refused": "nav pieņemts",
        "late": ", pēc termiņa",
        "demo": ", PARAUGDATI",
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
        "handed_out_beside": "! This folder holds demonstration data (PARAUGDATI); for real forms use another folder "
        "(PMP_HOME=…). Where the former answers are demonstration data, column «Iepriekš» is empty.",
        "demonstrated": "Demonstration data (PARAUGDATI): {} files in {}/",
        "demonstrated_fewer": "  {}: only some of the reporters take part ({})",
        "demonstrated_states": "  {}; error workbooks in {}/",
        "demonstrated_left_out": "  for real data use another folder:  PMP_HOME=/another/folder {} run --no-demo",
        "nothing_new": "There are no new files; nothing changed.",
        "inbox_empty": "The folder is empty: {}",
        "passed_over": "= {}: this file had been received on {}: {}; nothing changed. To take it again: --again",
        "checked_accepted": "in order, can be sent",
        "checked_accepted_partly": "some lines need mending",
        "checked_rejected": "not in order",
        "how_to_mark": "The forms with marked errors: {} check --out FOLDER FILE…",
        "error_workbooks": "Error workbooks (kļūdas.xlsx): {}/",
        "letters": "Draft letters: {}/",
        "next": "Next: {}",
        "state_accepted": "taken",
        "state_accepted_partly": "taken in part",
        "state_rejected": "not taken",
        "state_duplicate": "had been received before; nothing changed",
        "state_refused": "refused",
        "late": ", late",
        "demo": ", demonstration data",
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


def show_handed_out(handed_out: Iterable[HandedOut], language: Language, *, is_beside_demo: bool) -> None:
    """One line a municipality; a remark where demonstration data have been taken in beside them."""
    console = Console(highlight=False, soft_wrap=True)
    for one in handed_out:
        words = (one.municipality_name, one.reporters, one.workbooks, shown_path(one.folder))
        console.print(_WORDS[language]["handed_out"].format(*words), markup=False)
    if is_beside_demo:
        console.print(_WORDS[language]["handed_out_beside"], markup=False)


def show_settled(settled: Sequence[Settled], workspace: Workspace, language: Language) -> None:
    """One line a file and one a finding under it; what was not taken goes to standard error."""
    words, console = _WORDS[language], Console(highlight=False, soft_wrap=True)
    if not settled:
        is_empty = not any(workspace.inbox.glob("*"))
        text = words["inbox_empty"].format(shown_path(workspace.inbox)) if is_empty else words["nothing_new"]
        console.print(text, markup=False)
    for one in settled:
        receipt = one.receipt
        if one.is_passed_over:
            came, state = shown_date(latvian_day(receipt.received_at), language), words[f"state_{receipt.state}"]
            console.print(words["passed_over"].format(receipt.file_name, came, state), markup=False)
        elif one.arrival:
            show_arrival(one.arrival, language)
        else:
            _show_file(one, words[f"state_{receipt.state}"], language)


def show_checked(settled: Sequence[Settled], language: Language) -> None:
    """The same for files that were only checked: whether they can be sent."""
    for one in settled:
        _show_file(one, _WORDS[language][f"checked_{one.receipt.state}"], language, for_board=False)


def show_how_to_mark(language: Language) -> None:
    """How to get checked forms with marks in the cells."""
    line = _WORDS[language]["how_to_mark"].format(shown_command())
    Console(highlight=False, soft_wrap=True).print(line, markup=False)


def show_answers(settled: Sequence[Settled], workspace: Workspace, language: Language) -> None:
    """Where the answers to what was not taken lie, and what to do next."""
    words, console = _WORDS[language], Console(highlight=False, soft_wrap=True)
    forms = [one for one in settled if not one.is_passed_over and not one.arrival]
    if any(one.order and one.receipt.state in ("rejected", "accepted_partly") for one in forms):
        console.print(words["error_workbooks"].format(shown_path(workspace.quarantine)), markup=False)
    if any(one.order and one.receipt.state not in ("accepted", "duplicate") for one in forms):
        console.print(words["letters"].format(shown_path(workspace.outbox)), markup=False)
    taken = [one.order for one in forms if one.order and one.receipt.state not in ("rejected", "refused")]
    if concerned := {(order.municipality, order.collection.last_day.year) for order in taken}:
        console.print(words["next"].format(shown_next(concerned)), markup=False)


def _show_file(one: Settled, state: str, language: Language, *, for_board: bool = True) -> None:
    words, receipt = _WORDS[language], one.receipt
    late = words["late"] if receipt.is_late else ""
    demo = words["demo"] if receipt.is_demo else ""
    rows = words["rows"].format(receipt.rows_accepted, receipt.rows_in) if receipt.rows_in else ""
    console = Console(stderr=receipt.state not in ("accepted", "duplicate"), highlight=False, soft_wrap=True)
    console.print(f"{_SIGNS[receipt.state]} {receipt.file_name}: {state}{late}{demo}{rows}", markup=False)
    for finding in one.findings:
        sign = _SEVERITY_SIGNS[finding.severity]
        told = in_words(replace(finding.problem, file=""), language, for_board=for_board)
        console.print(f"    {sign} {told}", markup=False)


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


def show_demonstrated(workspace: Workspace, demonstrated: Demonstrated, language: Language) -> None:
    """What was invented, what became of it, and how to do without."""
    from ingest.plans.tables import code_list

    console, words = Console(highlight=False, soft_wrap=True), _WORDS[language]
    console.print(words["demonstrated"].format(demonstrated.files, shown_path(demonstrated.folder)), markup=False)
    for municipality, limits in demonstrated.fewer.items():
        kinds = code_list("reporter_kind")
        listed = ", ".join(f"{kinds[kind]}: {count}" for kind, count in limits.items())
        console.print(words["demonstrated_fewer"].format(municipality, listed), markup=False)
    if demonstrated.states:
        states = ", ".join(f"{words[f'state_{state}']}: {count}" for state, count in demonstrated.states.items())
        console.print(words["demonstrated_states"].format(states, shown_path(workspace.quarantine)), markup=False)
        console.print(words["demonstrated_left_out"].format(shown_command()), markup=False)
