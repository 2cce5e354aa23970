"""The page *Jūsu skola*: what a school reported is given back to it on one sheet of A4 (PDF/A-2a, PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest.forms.definition import Field, load_form
from ingest.forms.workbook.words import words
from ingest.periods import Collection
from ingest.submissions.standing import TAKEN
from ingest.typography import NO_BREAK_SPACE, agreeing, number
from publication.characters import shortened
from publication.phrases import Phrases, load_phrases
from publication.school_rows import School, SchoolActivity, SchoolFigure
from publication.typeset import as_json, typeset

TEMPLATE = Path(__file__).with_name("school_page.typ")
_MOST_ACTIVITIES, _LONGEST_NAME, _LONGEST_EVENTS = 8, 80, 110
"""What fits the sheet below a report with all its figures; a test sets the fullest page there can be."""


def page_name(school: School) -> str:
    """Its file below the outbox."""
    folder = Collection.parse(school.collection).folder
    return f"{folder}/{school.municipality}/{school.reporter_id}-jusu-skola.pdf"


def page_content(school: School) -> str:
    """Everything that the page says, as the template gets it: JSON, of which nothing is read as markup."""
    phrases = load_phrases()["school_page"]
    collection = Collection.parse(school.collection)
    day = school.reported_on
    content = {
        **{name: phrases[name] for name in ("title", "thanks", "median_note", "closing")},
        "school": school.reporter_name,
        "municipality": school.municipality_name,
        "period": phrases["period"].format(
            school_year=collection.school_year.replace("/", "./"), period=words()["periods"][collection.kind]
        ),
        "demo": phrases["demo"] if school.is_demo else None,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "figures": {
            "title": phrases["figures"],
            "headings": [phrases[name] for name in ("figure", "value", "former", "median")],
            "rows": [_figure(figure, phrases) for figure in school.figures],
        },
        "activities": _activities(school, phrases),
    }
    return as_json(content)


def renderer_version() -> str:
    """What decides, besides its content, how a page looks: the template and the version of typst."""
    return f"{version('typst')}\n{TEMPLATE.read_text(encoding='utf-8')}"


def render_pages(contents: Iterable[str]) -> Iterator[bytes]:
    """Set pages, one after the other; the same content gives the same bytes.

    Args:
        contents: What `page_content` says of each.
    """
    return (typeset(TEMPLATE, content) for content in contents)


def _figure(figure: SchoolFigure, phrases: Phrases) -> dict[str, str]:
    fields = _fields()
    definition = fields[figure.field].definition
    if figure.base_fields:
        base = phrases["joined"].join(_in_sentence(fields[name].label.lv) for name in figure.base_fields.split(","))
        definition = f"{definition} {phrases['share_of'].format(base=base)}"
    return {
        "label": fields[figure.field].label.lv,
        "definition": definition,
        "value": _with_share(figure.value, figure.share_pct, phrases),
        "former": _with_share(figure.former_value, figure.former_share_pct, phrases),
        "median": _median(figure, phrases),
    }


def _fields() -> Mapping[str, Field]:
    return {field.field: field for field in load_form("school_report").fields}


def _in_sentence(label: str) -> str:
    return label[0].lower() + label[1:]


def _with_share(value: float | None, share: float | None, phrases: Phrases) -> str:
    if value is None:
        return str(phrases["unknown"])
    return number(value) if share is None else f"{number(value)} ({_share(share)})"


def _share(value: float) -> str:
    """A share with one decimal always: figures beside each other are read as equally exact."""
    return f"{number(value, decimals=1)}{NO_BREAK_SPACE}%"


def _median(figure: SchoolFigure, phrases: Phrases) -> str:
    if figure.median is None:
        return str(phrases["unknown"])
    median = _share(figure.median) if figure.base_fields else number(round(figure.median, 2))
    return f"{median} {phrases['of_schools'].format(schools=agreeing(figure.schools, *phrases['schools']))}"


def _activities(school: School, phrases: Phrases) -> dict[str, Any] | None:
    """The section on the school's own events; None in a collection that asks for no log."""
    if school.log_state is None:
        return None
    is_taken = school.log_state in TAKEN
    shown, left = school.activities[:_MOST_ACTIVITIES], len(school.activities) - _MOST_ACTIVITIES
    if shown:
        note = phrases["events_note"]
        if left > 0:
            note += " " + phrases["more"].format(activities=agreeing(left, *phrases["of_activities"]))
    else:
        note = phrases["no_events"] if is_taken else phrases["no_log"]
    return {
        "title": phrases["activities"],
        "headings": [phrases[name] for name in ("activity", "events", "participants", "funding")],
        "rows": [_activity(activity, phrases) for activity in shown],
        "note": note,
    }


def _activity(activity: SchoolActivity, phrases: Phrases) -> dict[str, str]:
    funding = activity.invested_funding_eur
    return {
        "name": f"{activity.activity_nr}.{NO_BREAK_SPACE}{shortened(activity.activity_name, _LONGEST_NAME)}",
        "events_named": shortened(activity.event_names or "", _LONGEST_EVENTS),
        "events": number(activity.events),
        "participants": phrases["unknown"] if activity.participants is None else number(activity.participants),
        "funding": phrases["unknown"] if funding is None else number(funding, decimals=2),
    }
