"""One workbook a reporter and form, and a draft letter a reporter: the plain function behind `pmp templates`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ingest.forms.orders import orders_of, plan_reported_on
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.words import filled, in_latvian
from ingest.forms.workbook.write import write_form
from ingest.periods import Collection, collection_named
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError, Problem
from ingest.storage import write_derived
from ingest.submissions.known import Known
from ingest.submissions.landing import landed_receipts
from ingest.workspace import Workspace
from orchestration.letters import draft_letter
from orchestration.progress import report
from orchestration.registry import sound_registry
from quality.submissions.sums import rule_words

_NOTE = "Adresāts: {role}, {reporter}. Ierakstiet adresi laukā „Kam”."
_SUBJECT = "PMP dati: {reporter}, iesniegt līdz {due_on}"
_LETTER = """Labdien!

Lūdzam aizpildīt pievienotās veidlapas:
{forms}

Pārskata periods: {school_year}. mācību gads, {period} ({collection}).
Iesniedziet līdz {due_on}, atbildot uz šo vēstuli. Kā aizpildīt, teikts katra faila lapā „Lasi mani”.
Lūdzam nerakstīt veidlapās bērnu, vecāku un darbinieku vārdus, personas kodus un saziņas datus.
"""


@dataclass(frozen=True)
class HandedOut:
    """What was written for one municipality."""

    municipality_name: str
    folder: Path
    reporters: int
    workbooks: int


def write_templates(
    workspace: Workspace, collection_name: str, municipality: str | None, out: Path | None = None
) -> list[HandedOut]:
    """Write the workbooks and letters of a collection.

    Args:
        workspace: Whose plans and outbox.
        collection_name: Such as `2024/2025-S1`.
        municipality: Only this one.
        out: Folder in place of the outbox.

    Returns:
        One entry a municipality.

    Raises:
        InputError: The collection or municipality is unknown, or it has no plan or no reporters.
    """
    collection = collection_named(collection_name)
    registry = sound_registry(workspace)
    batches = [
        (slug, _orders(registry, slug, collection)) for slug in _municipalities(registry, collection, municipality)
    ]
    known = Known(workspace, landed_receipts(workspace))
    total, done = sum(len(orders) for _, orders in batches), 0
    handed_out = []
    for slug, orders in batches:
        folder = (out or workspace.outbox) / collection.folder / slug
        roles = {row["reporter_id"]: row["contact_role"] for row in registry.reporters[slug].rows}
        for reporter_id, own in groupby(orders, key=lambda order: order.reporter_id):
            done += _write_reporter(folder, [known.shown_in(order) for order in own], roles[reporter_id])
            report("templates", done, total)
        reporters = len({order.reporter_id for order in orders})
        handed_out.append(HandedOut(orders[0].municipality_name, folder, reporters, len(orders)))
    return handed_out


def _municipalities(registry: RawRegistry, collection: Collection, wanted: str | None) -> Iterator[str]:
    """The one that is wanted, or all that have a plan and reporters at that time."""
    known = list(dict.fromkeys(plan.header.municipality for plan in registry.plans))
    if wanted is not None:
        if wanted not in known:
            details = (("municipalities", ", ".join(known)),)
            raise InputError([Problem("templates_municipality_unknown", value=wanted, details=details)])
        yield wanted
        return
    ready = [slug for slug in known if slug in registry.reporters and plan_reported_on(registry, slug, collection)]
    if not ready:
        details = (("municipality", ", ".join(known)),)
        raise InputError([Problem("templates_no_plan", value=str(collection), details=details)])
    yield from ready


def _orders(registry: RawRegistry, municipality: str, collection: Collection) -> list[FormOrder]:
    plan = plan_reported_on(registry, municipality, collection)
    if plan is None:
        details = (("municipality", municipality),)
        raise InputError([Problem("templates_no_plan", value=str(collection), details=details)])
    orders = list(orders_of(registry, plan, collection)) if municipality in registry.reporters else []
    if not orders:
        raise InputError([Problem("templates_no_reporters", value=municipality)])
    return orders


def _write_reporter(folder: Path, orders: list[FormOrder], role: str) -> int:
    words = rule_words()
    workbooks = {f"{order.reporter_id}-{order.form.form}.xlsx": write_form(order, words) for order in orders}
    for name, content in workbooks.items():
        write_derived(folder / name, content)
    note = _NOTE.format(role=role or "kontaktpersona", reporter=orders[0].reporter_name)
    letter = draft_letter(_subject(orders[0]), _letter(orders), workbooks, note)
    write_derived(folder / f"{orders[0].reporter_id}.eml", letter)
    return len(orders)


def _subject(order: FormOrder) -> str:
    return _SUBJECT.format(reporter=order.reporter_name, due_on=in_latvian(order.deadlines.due_on))


def _letter(orders: list[FormOrder]) -> str:
    forms = "\n".join(f"• {order.form.title.lv}" for order in orders)
    return filled(_LETTER.replace("{forms}", forms), orders[0])
