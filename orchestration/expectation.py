"""What is expected of whom: the workbook that was sent out for a header, and what is known about its reporter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ingest.enrolment.stages import learners_by_stage
from ingest.forms.definition import load_form
from ingest.forms.orders import orders_of, plan_reported_on
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.recognise import Header
from ingest.periods import Collection
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError, Problem
from ingest.submissions.former import former_events, former_participations, former_receipt, former_values
from ingest.submissions.standing import Receipt
from ingest.workspace import Workspace
from quality.submissions.context import FormContext, LoggedEvent


class Expectation:
    """The workbooks of every municipality and collection, made when a file first asks for them.

    Attributes:
        REFUSALS: Rules by which a file is refused because nobody expects it.
    """

    REFUSALS = frozenset({"form_not_owed", "form_reporter_unknown", "form_municipality_unknown"})

    def __init__(self, workspace: Workspace, registry: RawRegistry) -> None:
        """Take the checked registry of an installation."""
        self._workspace = workspace
        self._registry = registry
        self._orders: dict[tuple[str, Collection], dict[tuple[str, str], FormOrder]] = {}

    def order(self, header: Header, file_name: str) -> FormOrder:
        """The workbook that was sent out; marked where the header says that it holds demonstration data.

        Raises:
            InputError: Nobody expects it: unknown municipality, no plan in that time, or a form not owed.
        """
        orders = self._orders_of(header.municipality, header.collection)
        order = orders.get((header.reporter_id, header.form))
        if order:
            return replace(order, is_demo=header.is_demo)
        details = (("form", load_form(header.form).title.lv), ("collection", str(header.collection)))
        names = {reporter: known.reporter_name for (reporter, _), known in orders.items()}
        if not orders:
            name = self._municipality_name(header.municipality)
            problem = Problem("form_municipality_unknown", file_name, value=name, details=details)
        elif header.reporter_id in names:
            problem = Problem("form_not_owed", file_name, value=names[header.reporter_id], details=details)
        else:
            problem = Problem("form_reporter_unknown", file_name, value=header.reporter_id, details=details)
        raise InputError([problem])

    def context(self, order: FormOrder, receipts: Sequence[Receipt]) -> FormContext:
        """What is known about one workbook beforehand; nothing that is real comes from demonstration data.

        Args:
            order: The workbook.
            receipts: All receipts of its reporter so far.
        """
        alike = [receipt for receipt in receipts if receipt.is_demo == order.is_demo]
        former = former_receipt(alike, order.form.form, order.municipality, order.reporter_id, order.collection)
        with_former = replace(order, former=former_values(self._workspace, former))
        if order.form.form == "activity_log":
            events = tuple(LoggedEvent(*event) for event in former_events(self._workspace, former))
            participations = former_participations(self._workspace, former)
            return FormContext(with_former, former_events=events, participations=participations)
        if order.form.form == "school_report":
            return FormContext(with_former, state_learners=self._state_learners(order))
        return FormContext(with_former)

    def _orders_of(self, municipality: str, collection: Collection) -> dict[tuple[str, str], FormOrder]:
        key = (municipality, collection)
        if key not in self._orders:
            plan = plan_reported_on(self._registry, municipality, collection)
            listed = municipality in self._registry.reporters
            orders = orders_of(self._registry, plan, collection) if plan and listed else ()
            self._orders[key] = {(order.reporter_id, order.form.form): order for order in orders}
        return self._orders[key]

    def _municipality_name(self, municipality: str) -> str:
        """As its plans write it; what the file says where it has none."""
        headers = (plan.header for plan in self._registry.plans)
        names = {header.municipality: header.municipality_name for header in headers}
        return names.get(municipality, municipality)

    def _state_learners(self, order: FormOrder) -> Mapping[str, float]:
        return self._learners_by_stage.get((order.collection.school_year, order.registration_number), {})

    @cached_property
    def _learners_by_stage(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        return learners_by_stage(self._workspace)
