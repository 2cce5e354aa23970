"""The forms' definitions as Parquet: what dbt has to know of a field to make use of its answers."""

from __future__ import annotations

from typing import Any

from ingest.forms.code_lists import code_labels
from ingest.forms.definition import Feed, Field, Form, all_forms, load_form
from ingest.forms.target_inputs import Input, target_inputs
from ingest.parquet import ColumnType, parquet_bytes
from ingest.storage import write_derived
from ingest.workspace import Workspace

TABLES: dict[str, dict[str, ColumnType]] = {
    "feeds": {
        "form": "text",
        "field_id": "text",
        "indicator_key": "text",
        "numerator_factor": "int",
        "denominator_factor": "int",
        "counts_answers": "flag",
        "only_code": "text",
        "is_by_stage_form": "flag",
        "only_stage": "text",
        "only_reporters": "text",
        "period_kind": "text",
        "counts_from": "text",
        "board_may_supply": "flag",
    },
    "form_collections": {"form": "text", "collection_kind": "text", "is_by_task": "flag", "only_reporters": "text"},
    "institutions": {"institution_code": "text", "institution": "text"},
    "audiences": {"form": "text", "field_id": "text", "audience": "text"},
    "target_inputs": {
        "role": "text",
        "code": "text",
        "source": "text",
        "source_in_part_of_year": "text",
        "quantity_unit": "text",
        "counts_lines": "flag",
        "audience": "text",
        "form": "text",
        "field_id": "text",
        "period_kind": "text",
        "counts_from": "text",
    },
}
"""Columns of the landed tables."""


def land_forms(workspace: Workspace) -> None:
    """Write what the forms say of themselves; unchanged files are left alone."""
    for table, rows in form_rows().items():
        write_derived(workspace.form_tables / f"{table}.parquet", parquet_bytes(TABLES[table], rows))


def form_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of each of `TABLES`."""
    return {
        "feeds": [
            _feed_row(form, field, feed) for form in all_forms() for field in form.fields for feed in field.feeds
        ],
        "form_collections": [row for form in all_forms() for row in _asked_rows(form)],
        "institutions": [
            {"institution_code": code, "institution": label} for code, label in code_labels("institution").items()
        ],
        "audiences": [
            {"form": form.form, "field_id": field.field, "audience": audience}
            for form in all_forms()
            for field in form.fields
            for audience in field.audiences
        ],
        "target_inputs": [
            _input_row(role, code, source)
            for role, sources in (
                ("numerator", target_inputs().numerators),
                ("denominator", target_inputs().denominators),
                ("each", target_inputs().each),
            )
            for code, source in sources.items()
        ],
    }


def period_kind(field: Field) -> str:
    """What an answer is about: a calendar year or a school year."""
    return "calendar_year" if field.known == "calendar_year" else "school_year"


def counts_from(field: Field) -> str:
    """The first collection whose answer tells a whole period: June where it is asked then, for January tells half."""
    return next(kind for kind in ("S2", "S1", "R") if kind in field.asked_in)


def _asked_rows(form: Form) -> list[dict[str, Any]]:
    """Whom a form asks anything in each kind of collection: everybody, some kinds of reporters, those with tasks."""
    asked = dict.fromkeys(
        (kind, field.by == ("task",), ",".join(field.only_reporters) or None)
        for kind in ("S1", "S2", "R")
        for field in form.fields
        if kind in field.asked_in
    )
    return [{"form": form.form, **dict(zip(list(TABLES["form_collections"])[1:], row, strict=True))} for row in asked]


def _feed_row(form: Form, field: Field, feed: Feed) -> dict[str, Any]:
    return {
        "form": form.form,
        "field_id": field.field,
        "indicator_key": feed.indicator,
        "numerator_factor": feed.numerator,
        "denominator_factor": 1 if feed.denominator == "answers" else feed.denominator,
        "counts_answers": feed.denominator == "answers",
        "only_code": feed.only,
        "is_by_stage_form": field.by == ("stage_form",),
        "only_stage": field.only_stage,
        "only_reporters": ",".join(field.only_reporters) or None,
        "period_kind": period_kind(field),
        "counts_from": counts_from(field),
        "board_may_supply": field.board_may_supply,
    }


def _input_row(role: str, code: str, source: Input) -> dict[str, Any]:
    asked = (
        next(field for field in load_form(source.form).fields if field.field == source.field) if source.form else None
    )
    return {
        "role": role,
        "code": code,
        "source": "field" if asked else source.log or "words",
        "source_in_part_of_year": source.in_part_of_year,
        "quantity_unit": source.unit,
        "counts_lines": source.is_default,
        "audience": source.audience,
        "form": source.form,
        "field_id": source.field,
        "period_kind": period_kind(asked) if asked else None,
        "counts_from": counts_from(asked) if asked else None,
    }
