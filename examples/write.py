"""Writes the demonstration data: a folder a day of arrival, below it a folder a municipality."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from examples.activities import deal_out
from examples.chance import dice, read_data
from examples.fates import Sending, sendings
from examples.filled_in import Municipality
from examples.school_answers import teachers_of
from examples.schools import School
from ingest.forms.orders import orders_of, plan_reported_on
from ingest.forms.workbook.order import FormOrder
from ingest.periods import Collection
from ingest.plans.registry import RawRegistry
from ingest.storage import write_derived

COLLECTIONS = tuple(
    Collection.parse(name)
    for name in (
        "2023/2024-S1", "2023/2024-S2", "2023/2024-R", "2024/2025-S1", "2024/2025-S2", "2024/2025-R", "2025/2026-S1",
    )
)  # fmt: skip
"""What the results years 2024 and 2025 rest on."""
_PROCESSES = 2


@dataclass(frozen=True)
class Demonstration:
    """What the demonstration data are made from.

    Attributes:
        seed: The same seed gives the same bytes.
        rule_words: What the live checks of the sheets say, by the id of the rule.
    """

    registry: RawRegistry
    seed: int
    rule_words: Mapping[str, str]

    def write(
        self,
        folder: Path,
        municipalities: Sequence[str],
        collections: Sequence[Collection] = COLLECTIONS,
        report: Callable[[int, int], None] = lambda done, total: None,
    ) -> int:
        """Write what all reporters taking part send.

        Args:
            folder: Where to.
            municipalities: Whose reporters.
            collections: For which collections.
            report: Is told how many batches are done, of how many.

        Returns:
            Files written.
        """
        batches = [(slug, collection) for slug in municipalities for collection in collections]
        # The largest first, so that both processes are done at about the same time.
        batches.sort(key=lambda batch: batch[1].kind == "R")
        # Not forked: a progress bar runs in a thread of its own.
        context = multiprocessing.get_context("spawn")
        files = 0
        with ProcessPoolExecutor(_PROCESSES, mp_context=context, initializer=_begin, initargs=(self, folder)) as pool:
            futures = [pool.submit(_write_batch, *batch) for batch in batches]
            for done, future in enumerate(as_completed(futures), start=1):
                files += future.result()
                report(done, len(batches))
        return files

    def files(self, municipality: str, collection: Collection) -> Iterator[tuple[str, bytes]]:
        """Paths below the folder, with their content."""
        plan = plan_reported_on(self.registry, municipality, collection)
        if plan is None:
            return
        everybody = list(orders_of(self.registry, plan, collection))
        orders = _taking_part(self.seed, everybody)
        schools = {
            order.reporter_id: _school(self.seed, order) for order in everybody if order.form.form == "school_report"
        }
        keepers = [order for order in orders if order.form.form == "activity_log"]
        taking_part = [schools[order.reporter_id] for order in orders if order.form.form == "school_report"]
        logs = deal_out(self.seed, self.registry, plan, keepers, _people(taking_part, collection))
        sender = Municipality(self.seed, schools, logs)
        for sending in sendings(self.seed, orders):
            yield _path(sending), sender.content(sending.order, sending.what, self.rule_words)


def taking_part(municipality: str) -> dict[str, int]:
    """How many reporters of a kind take part where not all do."""
    limits: dict[str, int] = read_data("figures")["taking_part"].get(municipality, {})
    return limits


def _path(sending: Sending) -> str:
    order = sending.order
    name = f"{order.reporter_id}-{order.form.form}-{order.collection.folder}.xlsx"
    return f"{sending.day.isoformat()}/{order.municipality}/{name}"


def _taking_part(seed: int, orders: Sequence[FormOrder]) -> list[FormOrder]:
    """All reporters, or so many of a kind as the limits say: the same ones in every collection."""
    limits = taking_part(orders[0].municipality)
    kinds = {order.reporter_id: order.addressee.reporter_kind for order in orders}
    kept = set()
    for kind, reporters in groupby(sorted(kinds, key=lambda reporter: (kinds[reporter], reporter)), kinds.__getitem__):
        ranked = sorted(reporters, key=lambda reporter: dice(seed, reporter, "takes part").random())
        kept |= set(ranked[: limits.get(kind, len(ranked))])
    return [order for order in orders if order.reporter_id in kept]


def _school(seed: int, order: FormOrder) -> School:
    return School(seed, order.municipality, order.reporter_id, order.addressee.stage_forms)


def _people(schools: Sequence[School], collection: Collection) -> dict[str, int]:
    """People by audience, as the reports of the schools say."""
    figures = read_data("figures")
    strands = [strand for school in schools for strand in school.strands(collection.start_year)]
    learners = sum(strand.start for strand in strands)
    return {
        "parents": round(learners / figures["learners_a_family"]),
        "teachers": sum(teachers_of(school, collection.start_year)[0] for school in schools),
        "learners": learners,
        "at_risk_learners": sum(strand.at_risk for strand in strands),
        "children": round(learners * figures["children_in_municipality"]),
        "youth": round(learners * figures["youth_in_municipality"]),
        "group_members": round(sum(figures["group_members"]) / 2),
    }


_current: tuple[Demonstration, Path]


def _begin(demonstration: Demonstration, folder: Path) -> None:
    """Runs once in each process: the registry is too large to be handed over with every batch."""
    global _current
    _current = demonstration, folder


def _write_batch(municipality: str, collection: Collection) -> int:
    demonstration, folder = _current
    files = 0
    for path, content in demonstration.files(municipality, collection):
        write_derived(folder / path, content)
        files += 1
    return files
