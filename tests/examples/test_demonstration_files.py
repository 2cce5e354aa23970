"""The workbooks themselves: the same from the same seed, every form and collection, each marked."""

from __future__ import annotations

import hashlib
import io
from collections import Counter

import pytest
from python_calamine import CalamineError, CalamineWorkbook

from examples.fates import sendings
from examples.write import COLLECTIONS, Demonstration
from ingest.forms.definition import FORMS
from ingest.forms.orders import orders_of, plan_reported_on
from ingest.forms.workbook.layout import IDENTITY_SHEET, LISTS_SHEET
from ingest.periods import Collection
from ingest.plans.registry import RawRegistry
from ingest.workspace import Workspace

REFINEMENT = Collection(2024, "R")
BROKEN = {"cut_off", "no_workbook"}


def hashes(demonstration: Demonstration) -> dict[str, str]:
    files = demonstration.files("ludza", REFINEMENT)
    return {path: hashlib.sha256(content).hexdigest() for path, content in files}


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(
    registry: RawRegistry, invented: Demonstration
) -> None:
    first = hashes(invented)
    assert first == hashes(Demonstration(registry, invented.seed, invented.rule_words))
    other = hashes(Demonstration(registry, invented.seed + 1, invented.rule_words))
    assert {path.split("/")[2] for path in other} == {path.split("/")[2] for path in first}
    assert not set(other.values()) & set(first.values())


def test_all_forms_and_fates_are_there_in_every_collection_and_municipality(registry: RawRegistry) -> None:
    for collection in COLLECTIONS:
        for plan in registry.plans:
            slug = plan.header.municipality
            assert plan_reported_on(registry, slug, collection) is plan
            sent = sendings(1, list(orders_of(registry, plan, collection)))
            forms = {one.order.form.form for one in sent}
            if collection.kind == "R":
                assert forms == {"school_report", "board_values"}
                continue
            assert forms == set(FORMS)
            faults = {"other_figures", "wrong_sum", "wrong_day", "personal_code", "former_collection"} | BROKEN
            assert {one.what for one in sent} == {"sound", *faults}, (slug, collection)


def test_the_board_is_never_silent_and_a_few_others_are(registry: RawRegistry) -> None:
    plan = next(plan for plan in registry.plans if plan.header.municipality == "ludza")
    orders = list(orders_of(registry, plan, Collection(2024, "S2")))
    sent = sendings(1, orders)
    times = Counter((one.order.reporter_id, one.order.form.form) for one in sent)
    assert (len(orders), len(times)) == (80, 77)
    assert times["ludza-education-board", "board_values"] == 1


@pytest.mark.parametrize("collection", [Collection(2024, "S1"), REFINEMENT], ids=str)
def test_every_sheet_of_every_workbook_says_that_it_is_an_example(year: Workspace, collection: Collection) -> None:
    looked_at = 0
    for path in sorted(year.inbox.glob(f"paraugdati/*/*/*-{collection.folder}.xlsx")):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        except CalamineError:  # the broken ones are meant to be
            continue
        for name in set(book.sheet_names) - {LISTS_SHEET, IDENTITY_SHEET}:
            assert str(book.get_sheet_by_name(name).to_python()[0][0]).startswith("PARAUGDATI"), (path, name)
        assert ["demo", "true"] in [row[:2] for row in book.get_sheet_by_name(IDENTITY_SHEET).to_python()]
        looked_at += 1
    assert looked_at == {"S1": 173, "R": 20}[collection.kind]
