"""Personal data in free text: what stops a line, what asks for a look, what anybody gets to see of it."""

from __future__ import annotations

import time

import pytest
from form_workbook import checked, filled, found, order_for, place_of

from ingest.problems import Problem
from quality.messages import in_words
from quality.submissions.personal_data import masked, masked_problem, personal_data


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", []),
        ("Vecāku vakars Ludzas novada pašvaldībā 2024. gadā", []),
        # codes: old with check digit, one digit wrong, no date, new; hyphens of all kinds, none, full-width digits
        ("kods 010190-10001", ["personal_code"]),
        ("kods 010190 – 10001.", ["personal_code"]),
        ("kods 01019010001", ["personal_code"]),
        ("kods ０１０１９０-１０００１", ["personal_code"]),
        ("kods 010190-10002", ["personal_code_like"]),
        ("līgums 991390-10001", []),
        ("kods 321234-56789", ["personal_code"]),
        ("kods 32123456789", ["personal_code"]),
        ("reģistrācijas numurs 40003123456", []),
        ("numurs 1010190-100011", []),
        # addresses
        ("rakstīt anna.b@skola.lv", ["personal_email"]),
        ("a@anna@skola.lv", ["personal_email"]),
        ("x" * 32_000 + "@skola.lv", ["personal_email"]),
        ("x" * 32_000, []),
        ("a@" * 16_000, []),
        ("anna (at) skola.lv", ["personal_email"]),
        ("lapa skola.lv", []),
        # phones, and what only looks like one
        ("tālr. 29123456", ["personal_phone"]),
        ("tālr. 67 123 456", ["personal_phone"]),
        ("tālr. 2912 3456", ["personal_phone"]),
        ("+371 29 12 34 56", ["personal_phone"]),
        ("0037129123456", ["personal_phone"]),
        ("+44 20 7946 0958", ["personal_phone"]),
        ("2024/2025. m. g., 2023-2024", []),
        ("20242025", []),
        ("26 123 EUR un 1200 dalībnieki", []),
        # names
        ("saruna ar Jāni Bērziņu", ["personal_name"]),
        ("Jāņa Bērziņa vecāki", ["personal_name"]),
        ("Annai Kalniņai-Ozolai", ["personal_name"]),
        ("Bērziņš Jānis", ["personal_name"]),
        ("Anna B.", ["personal_name"]),
        ("Skolēns Jānis Bērziņš", ["personal_name"]),
        ("Jāni Kalniņu Ozolu", ["personal_name"]),
        ("Anna-Marija Bērziņa", ["personal_name"]),
        ("saruna ar JĀNI BĒRZIŅU", ["personal_name"]),
        ("A. Bērziņa", ["personal_name"]),
        ("vada A.B. Bērziņš-Kalns", ["personal_name"]),
        ("SPORTA LĪGA", []),
        ("PMP LĪGA", []),
        ("Ar Annu", []),
        ("J. Jaunsudrabiņa vidusskola un K. Valdemāra iela 5", []),
        ("Jāņa Jaunsudrabiņa vidusskola", []),
        ("Ludzas novada Jāņa Raiņa Ielas svētki", []),
        ("Jānis Bērziņš vidusskolā", ["personal_name"]),
        ("Annai Bērziņai vidusskolā", ["personal_name"]),
        ("Draudzīgā Aicinājuma Cēsu Valsts ģimnāzija", []),
        ("9. A klase, 2024./2025. m. g. Rudens", []),
        ("Jāņu vakars", []),
        ("Jāņu Vakars", []),
        ("jānis bērziņš", []),
        # topics
        ("izglītojamais ar diagnozi", ["sensitive_health"]),
        ("veselības veicināšanas diena ar psihologu", []),
        ("čigānu ģimenes", ["sensitive_ethnicity"]),
        ("romāns par skolu Romā", []),
        ("ticīga ģimene", ["sensitive_religion"]),
        ("kriminālprocess", ["sensitive_crime"]),
        ("Nemainīgi tiesību jautājumi", []),
        ("vecāki ir šķirti", ["sensitive_family"]),
        ("šķirot atkritumus", []),
        ("Jānis Bērziņš, 29123456, diagnoze", ["personal_phone", "personal_name", "sensitive_health"]),
    ],
)
def test_what_a_text_holds(text: str, rules: list[str]) -> None:
    assert list(personal_data(text)) == rules


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kods 010190-10001 un 321234-56789", "kods ●●● un ●●●"),
        ("kods 010190-10002", "kods ●●●"),
        ("Jānim Bērziņam anna@skola.lv, 29123456!", "●●● ●●●, ●●●!"),
        ("Zvaniet Annai Bērziņai 29123456 vai nāciet", "●●● ●●● vai nāciet"),
        ("Skolēns Jānis Bērziņš kavē", "●●● kavē"),
        ("saruna ar Jāni Kalniņu Ozolu skolā", "saruna ar ●●● skolā"),
        ("Tikās JĀNIS BĒRZIŅŠ un A. Kalniņa.", "●●● un ●●●."),
        ("Jāņa Jaunsudrabiņa vidusskola", "Jāņa Jaunsudrabiņa vidusskola"),
        ("Vecāku vakars 2024. gadā", "Vecāku vakars 2024. gadā"),
        ("", ""),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_problem_is_masked_in_its_file_value_and_details() -> None:
    problem = masked_problem(Problem("x", "Jānis Bērziņš.xlsx", value="29123456", details=(("heading", "a@b.lv"),)))
    assert (problem.file, problem.value, problem.details) == ("●●●.xlsx", "●●●", (("heading", "●●●"),))


PLANTED = ("010190-10001", "321234-56789", "29123456", "anna@skola.lv", "Jānis Bērziņš")


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("field", ["event", "participants_parents", "start_date", "state", "activity_nr", "impact"])
def test_planted_in_any_cell_it_is_shown_nowhere(planted: str, field: str) -> None:
    order = order_for("activity_log")
    result = checked(filled(order, lines={"events": [{field: f"x {planted}"}], "people": []}), order, f"{planted}.xlsx")
    assert result.findings
    for finding in result.findings:
        assert planted not in str(finding)
        assert planted not in in_words(finding.problem)


@pytest.mark.parametrize("cell", ["comment", "at_risk|basic.full_time", "risk_group_rank|learning"])
@pytest.mark.parametrize("code", [32012345678, 32012345678.0, "321234-56789"])
def test_a_code_is_one_in_a_cell_of_any_kind(cell: str, code: object) -> None:
    order = order_for("school_report", "2024/2025-S2")
    result = checked(filled(order, {cell: code}), order)
    assert ("personal_code", "reject_delivery", place_of(order, cell if "|" in cell else f"{cell}|total")) in found(
        result
    )
    assert not any(digits in str(finding) for finding in result.findings for digits in ("32012345678", "321234-56789"))


def test_a_long_word_is_judged_in_no_time() -> None:
    start = time.monotonic()
    for text in ("x" * 32_000, "x." * 16_000, "a@" * 16_000):
        masked(text)
        assert list(personal_data(text)) == []
    assert time.monotonic() - start < 10


def test_planted_data_are_in_no_finding() -> None:
    order = order_for("school_report", "2024/2025-S2")
    text = "Atbalsts: " + ", ".join(PLANTED)
    result = checked(filled(order, {"measures_needed": text}), order)
    assert result.verdict == "rejected"
    assert result.rows[""] == []
    assert {"personal_code", "personal_email", "personal_phone"} <= {f.problem.rule_id for f in result.findings}
    assert not any(planted in str(finding) for finding in result.findings for planted in PLANTED)


def test_a_line_with_a_phone_stays_out_and_the_others_land() -> None:
    order = order_for("activity_log")
    lines = {"events": [{}, {"event": "Zvanīt 29123456"}, {"event": "Saruna ar Jāni Bērziņu"}], "people": []}
    result = checked(filled(order, lines=lines), order)
    assert result.verdict == "accepted_partly"
    assert [row["row"] for row in result.rows["events"]] == [7, 9]
    assert [(f.problem.rule_id, f.severity) for f in result.findings] == [
        ("personal_phone", "reject_row"),
        ("personal_name", "warning"),
    ]
