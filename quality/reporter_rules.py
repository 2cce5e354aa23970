"""Rules over `reporters.csv` and `executors.csv` of one municipality; each table is sound by itself by then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.plans.named_reporters import names_of
from ingest.plans.printed_names import folded
from ingest.plans.registry import RawRegistry, RawTable
from ingest.problems import Problem
from quality.plan_problems import row_problem
from quality.plan_tables import table_problems

_NO_TABLE = RawTable("", [], [], [])
_FORMS_OF_KINDS = {"school_report": {"school", "vocational_school"}, "board_values": {"education_board"}}
"""Forms that only some kinds of reporters can fill in."""


@dataclass(frozen=True)
class ReporterLists:
    """The two lists of one municipality."""

    reporters: RawTable = field(default=_NO_TABLE)
    executors: RawTable = field(default=_NO_TABLE)


def reporter_problems(registry: RawRegistry) -> list[Problem]:
    """What is wrong in the lists of every municipality; the rules only run when each table by itself is sound."""
    problems = []
    for municipality in sorted({*registry.reporters, *registry.executors}):
        lists = ReporterLists(
            registry.reporters.get(municipality, _NO_TABLE), registry.executors.get(municipality, _NO_TABLE)
        )
        shape = table_problems("reporters", lists.reporters) + table_problems("executors", lists.executors)
        problems += shape or [problem for rule in RULES for problem in rule(lists)]
    return problems


def reference_unknown(lists: ReporterLists) -> Iterator[Problem]:
    """A successor or a meaning that is no reporter of the municipality."""
    known = {row["reporter_id"] for row in lists.reporters.rows}
    for raw, column in ((lists.reporters, "successor_id"), (lists.executors, "reporter_id")):
        for line, row in raw.numbered():
            if row[column] and row[column] not in known:
                yield row_problem("plan_reference_unknown", raw, line, column, row[column], "reporters.csv")


def validity_reversed(lists: ReporterLists) -> Iterator[Problem]:
    """A reporter whose last day lies before its first one."""
    for line, row in lists.reporters.numbered():
        first, last = row["valid_from"], row["valid_to"]
        if first and last and last < first:
            yield row_problem("plan_dates_reversed", lists.reporters, line, "valid_to", f"{first} – {last}")


def number_is_not_the_id(lists: ReporterLists) -> Iterator[Problem]:
    """A registered institution is known by its number, everywhere."""
    for line, row in lists.reporters.numbered():
        if row["registration_number"] not in ("", row["reporter_id"]):
            value, number = row["reporter_id"], row["registration_number"]
            yield row_problem("reporter_id_differs", lists.reporters, line, "reporter_id", value, number)


def form_not_of_kind(lists: ReporterLists) -> Iterator[Problem]:
    """A form that this kind of institution has nothing to write into."""
    raw = lists.reporters
    for line, row in raw.numbered():
        kind = row["reporter_kind"]
        for form in filter(None, row["forms"].split(",")):
            if kind not in _FORMS_OF_KINDS.get(form, {kind}):
                yield row_problem("reporter_form_not_of_kind", raw, line, "forms", form, kind)


def study_form_without_stage(lists: ReporterLists) -> Iterator[Problem]:
    """A study form of a stage that the school does not have."""
    for line, row in lists.reporters.numbered():
        for code in filter(None, row["study_forms"].split(",")):
            if code.split(".")[0] not in row["education_stages"].split(","):
                yield row_problem("reporter_study_form_without_stage", lists.reporters, line, "study_forms", code)


def expected_without_form(lists: ReporterLists) -> Iterator[Problem]:
    """Reports are expected, but none is named."""
    for line, row in lists.reporters.numbered():
        if row["is_expected"] == "true" and not row["forms"]:
            yield row_problem("reporter_without_forms", lists.reporters, line, "forms", row["reporter_id"])


def contact_is_personal(lists: ReporterLists) -> Iterator[Problem]:
    """A telephone number or an address where a role is asked for."""
    for line, row in lists.reporters.numbered():
        if re.search(r"[@\d]", row["contact_role"]):
            yield row_problem("reporter_contact_personal", lists.reporters, line, "contact_role", "")


def name_repeated(lists: ReporterLists) -> Iterator[Problem]:
    """One name of two reporters, or a reporter's name explained again among the executors."""
    owners: dict[str, str] = {}
    raw = lists.reporters
    for line, row in raw.numbered():
        for name in names_of(row):
            owner = owners.setdefault(folded(name), row["reporter_id"])
            if owner != row["reporter_id"]:
                yield row_problem("reporter_name_repeated", raw, line, "reporter_name, aliases", name, owner)
    raw = lists.executors
    for line, row in raw.numbered():
        name = row["printed_name"]
        if folded(name) in owners:
            yield row_problem("reporter_name_repeated", raw, line, "printed_name", name, owners[folded(name)])


def meaning_unclear(lists: ReporterLists) -> Iterator[Problem]:
    """A printed name that means a kind and a reporter in one row, somebody and nobody, or nobody for no reason."""
    raw = lists.executors
    somebody = {folded(row["printed_name"]) for row in raw.rows if row["reporter_kind"] or row["reporter_id"]}
    for line, row in raw.numbered():
        name = row["printed_name"]
        if row["reporter_kind"] and row["reporter_id"]:
            yield row_problem("executor_meaning_doubled", raw, line, "reporter_kind, reporter_id", name)
        elif not row["reporter_kind"] and not row["reporter_id"]:
            if folded(name) in somebody:
                yield row_problem("executor_meaning_doubled", raw, line, "reporter_kind, reporter_id", name)
            elif not row["note"].strip():
                yield row_problem("executor_meaning_missing", raw, line, "note", name)


def kind_without_reporter(lists: ReporterLists) -> Iterator[Problem]:
    """A printed name that means every reporter of a kind of which none is expected."""
    kinds = {row["reporter_kind"] for row in lists.reporters.rows if row["is_expected"] == "true"}
    for line, row in lists.executors.numbered():
        if row["reporter_kind"] and row["reporter_kind"] not in kinds:
            yield row_problem("executor_kind_empty", lists.executors, line, "reporter_kind", row["reporter_kind"])


RULES: tuple[Callable[[ReporterLists], Iterator[Problem]], ...] = (
    reference_unknown,
    validity_reversed,
    number_is_not_the_id,
    form_not_of_kind,
    study_form_without_stage,
    expected_without_form,
    contact_is_personal,
    name_repeated,
    meaning_unclear,
    kind_without_reporter,
)
