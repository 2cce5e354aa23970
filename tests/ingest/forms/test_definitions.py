"""What the definitions of the forms promise: what is asked when, of whom, and what every figure is for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pydantic import ValidationError

from ingest.forms.breakdowns import Addressee, breakdown_label, breakdowns_of, cells_of
from ingest.forms.definition import ASKABLE, Field, Form, all_forms, load_form
from ingest.forms.field_list import field_list
from ingest.forms.target_inputs import Input, target_inputs
from ingest.workspace import PRODUCT

BASIC = Addressee("school", ("basic.full_time",))
SECONDARY = Addressee("school", ("basic.full_time", "upper_secondary.full_time", "upper_secondary.extramural"))
FIELD = {
    "field": "learners",
    "label": {"lv": "Izglītojamie", "en": "Learners"},
    "definition": "Izglītojamie sarakstā.",
    "type": "count",
    "known": "start",
    "asked_in": ["S1"],
    "required": True,
    "high": 10,
    "source": "VIIS",
}


def field(form: str, name: str) -> Field:
    return next(field for field in load_form(form).fields if field.field == name)


def rows(pattern: str) -> list[dict[str, str]]:
    found = []
    for path in sorted(PRODUCT.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def test_fields_of_the_forms_are_counted() -> None:
    assert {form.form: len(list(form.fields)) for form in all_forms()} == {
        "school_report": 44,
        "referral_counts": 3,
        "activity_log": 29,
        "survey_results": 9,
        "task_report": 8,
        "board_values": 15,
    }


def test_january_asks_nothing_that_only_june_or_september_can_know() -> None:
    asked = [field for form in all_forms() for field in form.fields if "S1" in field.asked_in]
    assert len(asked) > 40
    assert {field.known for field in asked} <= {"start", "so_far", "now", "window", "calendar_year"}


@pytest.mark.parametrize("known", sorted(ASKABLE))
def test_a_field_cannot_be_asked_before_it_is_known(known: str) -> None:
    for kind in ("S1", "S2", "R"):
        changed = {**FIELD, "known": known, "asked_in": [kind]}
        if kind in ASKABLE[known]:  # type: ignore[index]
            assert Field.model_validate(changed).asked_in == (kind,)
        else:
            with pytest.raises(ValidationError, match=f"known {known}, so it cannot be asked in"):
                Field.model_validate(changed)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"high": None}, "a figure needs `high`"),
        ({"type": "text"}, "a figure needs `high`"),
        ({"type": "choice", "high": None}, "a choice needs `codes`"),
        ({"codes": "rank"}, "a choice needs `codes`"),
        ({"by": ["stage"], "leave_out": ["kindergarten"]}, "leave_out names unknown codes"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_field_that_does_not_hold_together_is_refused(changed: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Field.model_validate(FIELD | changed)


def form(**changed: object) -> Form:
    section = {"title": {"lv": "Dati", "en": "Data"}, "fields": [FIELD]}
    return Form.model_validate(
        {
            "form": "invented",
            "version": 1,
            "shape": "fields",
            "title": {"lv": "Veidlapa", "en": "Form"},
            "sheet": "Dati",
            "changes": [],
            "sections": [section],
        }
        | changed
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"version": 2}, "every version from 2 to 2 needs its changes"),
        ({"shape": "rows"}, "a form of shape rows has other parts"),
        ({"sheet": None}, "fields stand on one sheet"),
        ({"sections": [{"title": {"lv": "Dati", "en": "Data"}, "fields": [FIELD, FIELD]}]}, "a field stands twice"),
    ],
)
def test_a_form_that_does_not_hold_together_is_refused(changed: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        form(**changed)


def test_an_answer_in_an_older_workbook_finds_its_present_field() -> None:
    reason = {"lv": "Precizēts nosaukums.", "en": "Clearer name."}
    changed = form(
        version=3,
        changes=[
            {"version": 2, "rename": {"pupils": "pupils_now"}, "reason": reason},
            {
                "version": 3,
                "rename": {"pupils_now": "learners"},
                "add": ["learners"],
                "remove": ["places"],
                "reason": reason,
            },
        ],
    )
    assert [changed.present_name("pupils", version) for version in (1, 2, 3)] == ["learners", "pupils", "pupils"]
    assert changed.present_name("pupils_now", 2) == "learners"
    assert changed.present_name("places", 1) == "places"
    page = field_list(changed)
    assert "**Versija 3.** Precizēts nosaukums." in page
    assert "- Jauns lauks: Izglītojamie" in page
    assert "- Pārdēvēts: `pupils_now`, tagad Izglītojamie" in page
    assert "- Vairs neprasa: `places`" in page
    assert page.index("Versija 3") < page.index("Versija 2")


def test_a_school_sees_only_the_stages_and_study_forms_that_it_has() -> None:
    learners = field("school_report", "learners_start")
    assert breakdowns_of(learners, BASIC) == ["basic.full_time"]
    assert breakdowns_of(learners, SECONDARY) == [
        "basic.full_time",
        "upper_secondary.full_time",
        "upper_secondary.extramural",
    ]
    report = load_form("school_report")
    assert "grade_12_learners" not in {asked.field for asked, _ in cells_of(report, "S2", BASIC)}
    assert "grade_12_learners" in {asked.field for asked, _ in cells_of(report, "S2", SECONDARY)}
    assert {kind: len(cells_of(report, kind, BASIC)) for kind in ("S1", "S2", "R")} == {"S1": 20, "S2": 71, "R": 10}


def test_breakdowns_have_latvian_words() -> None:
    reasons = field("school_report", "leavers_by_reason")
    assert breakdown_label(reasons, "upper_secondary.work_abroad") == (
        "vidusskolā (10.–12. klase), darba uzsākšana ārzemēs (pilngadīgie)"
    )
    assert breakdown_label(field("school_report", "learners_start"), "basic.distance") == "pamatskolā, tālmācībā"
    assert breakdown_label(field("school_report", "teachers"), "total") == ""
    assert breakdown_label(field("task_report", "task_state"), "3.1.2") == "3.1.2"


def test_only_youth_centres_and_associations_are_asked_about_young_people() -> None:
    report = load_form("task_report")
    for kind, asked in (("youth_centre", True), ("ngo", True), ("school", False)):
        cells = cells_of(report, "S1", Addressee(kind, tasks=("1.1", "2.1")))
        assert (("youth_supported" in {field.field for field, _ in cells}), len(cells)) == (asked, 14 + asked)


def test_every_indicator_of_the_catalogue_has_its_figures() -> None:
    numerators, denominators = set(), set()
    for form in all_forms():
        for asked in form.fields:
            numerators |= {feed.indicator for feed in asked.feeds if feed.numerator > 0}
            denominators |= {feed.indicator for feed in asked.feeds if feed.denominator}
    asked_in_surveys = {code for code in field("survey_results", "question").choices() if code != "other"}
    catalogue = rows("dbt_project/seeds/indicator_catalogue.csv")
    assert len(catalogue) == 17
    assert {indicator["indicator_key"] for indicator in catalogue} == numerators | asked_in_surveys
    shares = {indicator["indicator_key"] for indicator in catalogue if indicator["denominator"]}
    assert shares == denominators | asked_in_surveys
    assert not numerators & asked_in_surveys


def test_every_audience_of_a_target_is_counted_in_the_log() -> None:
    participations, people = load_form("activity_log").tables
    counted = [
        {audience for field in table.fields for audience in field.audiences} for table in (participations, people)
    ]
    printed = {row["audience"] for row in rows("plans/*/*/activity_targets.csv")} - {"", "self_governments"}
    assert counted[0] == counted[1] >= printed


def inputs_of(measure: str, audience: str, each: str) -> tuple[Input, Input | None]:
    """Numerator and denominator of a structured target, as `int_target_inputs` joins them."""
    known = target_inputs()
    numerator = known.numerators[measure]
    if numerator.words_only:
        return numerator, None
    if measure == "share":
        return numerator, known.denominators[audience]
    return numerator, known.each[each] if each else None


def test_every_structured_target_has_its_figures_or_says_why_not() -> None:
    targets = rows("plans/*/*/activity_targets.csv")
    words_only = []
    for target in targets:
        numerator, denominator = inputs_of(target["measure"], target["audience"], target["each"])
        if numerator.words_only:
            words_only.append((target["activity_nr"], target["measure"]))
        elif target["measure"] == "share" or target["each"]:
            assert denominator is not None
    assert len(targets) == 179
    assert words_only == [("2.3", "rooms"), ("2.3", "growth")]


def test_inputs_of_targets_name_fields_that_exist() -> None:
    known = {(form.form, field.field) for form in all_forms() for field in form.fields}
    inputs = target_inputs()
    named = [
        (source.form, source.field)
        for source in (*inputs.numerators.values(), *inputs.denominators.values(), *inputs.each.values())
        if source.field
    ]
    assert len(named) == 11
    assert set(named) <= known


@pytest.mark.parametrize(
    "wrong",
    [{}, {"log": "quantity", "words_only": "Nē."}, {"field": "teachers"}, {"form": "school_report", "log": "unique"}],
)
def test_an_input_has_one_source(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Input.model_validate(wrong)


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.form)
def test_the_field_list_in_the_docs_is_that_of_the_definition(form: Form) -> None:
    page = PRODUCT / "docs" / "forms" / f"{form.form}.md"
    assert page.read_text(encoding="utf-8") == field_list(form), "python -m ingest.forms.field_list docs/forms"
    assert Path(page).name == f"{form.form}.md"
