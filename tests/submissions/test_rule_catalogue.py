"""Every rule about a filled-in form: named once, in one layer, with a message and a severity."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import yaml
from test_costly_files import COSTLY
from test_field_rules import ANSWERED
from test_field_rules import ROWS as FIELD_ROWS
from test_line_rules import ROWS as LINE_ROWS
from test_line_rules import SHAPED
from told import FILED

import quality.messages
from ingest.forms.arithmetic import arithmetic_rules
from ingest.forms.definition import all_forms, load_form
from ingest.workspace import PRODUCT
from quality.messages import catalogue, in_general
from quality.submissions.field_rules import FIELD_RULES
from quality.submissions.field_schema import field_schema
from quality.submissions.line_rules import LINE_RULES
from quality.submissions.line_schema import line_schema
from quality.submissions.personal_data import STOPPING, TOPICS
from quality.submissions.severity import INFO, OF_THE_WHOLE, WARNINGS, severity_of


def noted_in(folder: str) -> set[str]:
    """Rules that the reading rooms note themselves."""
    found = set()
    for path in (PRODUCT / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            if getattr(node.func, "id", getattr(node.func, "attr", "")) in {"add", "CellError", "Problem"}:
                found.add(str(node.args[0].value))
    return found


def strings_in(path: Path, function: str) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    body = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function)
    return {node.value for node in ast.walk(body) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def shape_rules() -> set[str]:
    """Rules of the pandera schemas, under the ids that findings carry."""
    schemas = [field_schema(form.form) for form in all_forms() if form.shape == "fields"]
    schemas += [line_schema(form.form, table.table) for form in all_forms() for table in form.tables]
    checks = {check.error for schema in schemas for check in schema.checks}
    checks |= {check.error for schema in schemas for column in schema.columns.values() for check in column.checks}
    return checks | {"form_line_repeated"}


LAYERS = {
    "excel": noted_in("ingest/excel"),
    "reading": {rule for rule in noted_in("ingest/forms/workbook") if rule.startswith(("form_", "container_"))}
    | {rule for rule in strings_in(PRODUCT / "ingest/forms/workbook/values.py", "_why_no_number") if "form_" in rule}
    | {"form_column_unknown", "form_column_without_heading", "form_sheet_unread", "form_sheet_hidden"}
    | {"form_date_serial"},
    "address": {
        "form_other_reporter",
        "form_cell_missing",
        "form_cell_not_asked",
        "form_no_lines",
    },
    "shape": shape_rules(),
    "sums": set(arithmetic_rules()),
    "rules": {*FIELD_RULES, *LINE_RULES},
    "personal data": {*STOPPING, "personal_code_like", "personal_name", *(f"sensitive_{topic}" for topic in TOPICS)}
    | {"form_text_garbled", "form_text_masked", "form_text_says_nothing"},
}
TIMES = Counter(rule for rules in LAYERS.values() for rule in rules)


def test_no_rule_stands_in_two_layers() -> None:
    assert {rule: times for rule, times in TIMES.items() if times > 1} == {}
    assert len(set(FIELD_RULES) | set(LINE_RULES)) == len(FIELD_RULES) + len(LINE_RULES)


def test_every_rule_has_a_message_and_every_message_about_a_form_is_a_rule() -> None:
    assert sorted(set(TIMES) - set(catalogue())) == []
    about_forms = {rule for rule in catalogue() if rule.startswith(("form_", "personal_", "sensitive_", "container_"))}
    assert sorted(about_forms - set(TIMES) - {rule for rule in about_forms if rule in noted_elsewhere()}) == []


def test_every_rule_about_forms_can_be_told_of_all_its_findings_at_once() -> None:
    for rule in {*TIMES, "rows_disappeared", "collection_closed", "form_worse_than_former", "form_demo_after_real"}:
        for language in ("lv", "en"):
            title = in_general(rule, language)
            assert "{" not in title, rule
            assert not title[0].islower(), rule


def test_a_required_cell_has_a_remedy_for_whatever_it_asks() -> None:
    """What a line must have cannot be left out as not applicable: saying so would bring the same message again."""
    kinds = {"figure", "date", "choice"}
    or_none = {f"{kind}_or_none" for kind in kinds}
    remedies = catalogue()["form_value_missing"]["lv"]["remedy"]
    assert set(remedies) == {"text", *kinds, *or_none}
    assert {kind for kind, remedy in remedies.items() if "neattiecas" in remedy} == or_none


def noted_elsewhere() -> set[str]:
    """Rules about forms that others note: handing forms out."""
    return noted_in("orchestration") | noted_in("quality")


def test_the_forms_name_exactly_the_rules_there_are() -> None:
    named = {rule for form in all_forms() for field in form.fields for rule in field.rules}
    assert named == {*FIELD_RULES, *LINE_RULES}
    for form in all_forms():
        rules = {rule for field in form.fields for rule in field.rules}
        assert rules <= set(FIELD_RULES if form.shape == "fields" else LINE_RULES)


def test_messages_stand_once() -> None:
    text = Path(quality.messages.__file__).with_suffix(".yml").read_text(encoding="utf-8")
    ids = re.findall(r"^(\w+):", text, re.MULTILINE)
    assert len(ids) == len(set(ids)) == len(yaml.safe_load(text))


def test_every_bound_says_its_unit_and_why() -> None:
    bounds = yaml.safe_load((PRODUCT / "quality/submissions/thresholds.yml").read_text(encoding="utf-8"))
    assert all(set(bound) == {"value", "unit", "reason"} for bound in bounds.values())
    rules = "".join(
        (PRODUCT / "quality/submissions" / name).read_text() for name in ("field_rules.py", "line_rules.py")
    )
    assert set(re.findall(r'threshold\("(\w+)"\)', rules)) == set(bounds)


def test_severities_name_rules_there_are() -> None:
    rejecting = {"workbook_sheet_missing", "workbook_headings_not_found", "workbook_heading_missing"}
    assert {*INFO, *WARNINGS, *OF_THE_WHOLE} <= {*TIMES, *rejecting}
    assert not INFO & WARNINGS | WARNINGS & OF_THE_WHOLE | INFO & OF_THE_WHOLE


def test_what_no_severity_names_rejects() -> None:
    assert severity_of("form_not_number", load_form("school_report")) == "reject_delivery"
    assert severity_of("form_not_number", load_form("activity_log")) == "reject_row"
    assert severity_of("form_other_reporter", load_form("activity_log")) == "reject_delivery"
    assert severity_of("personal_name", load_form("school_report")) == "warning"
    assert severity_of("container_signature_not_checked", load_form("school_report")) == "info"


def test_every_rule_is_met_by_a_case() -> None:
    """A workbook built for it, or a row of the lists that are tried one by one; both say what must be found."""
    met = {rule_id for cases in FILED.values() for case in cases for rule_id, _ in case.rules}
    met |= {row[1] for row in (*FIELD_ROWS, *LINE_ROWS)} | {rule_id for rule_id, _ in ANSWERED}
    met |= {rule_id for _, found in SHAPED for rule_id, _ in found} | {rule_id for _, rule_id in COSTLY}
    assert sorted(set(TIMES) - met) == []


def test_no_rule_about_a_form_is_a_check_of_the_warehouse_too() -> None:
    with (PRODUCT / "quality" / "required_checks.csv").open(encoding="utf-8", newline="") as file:
        checks = {check for row in csv.reader(file) for check in row}
    assert len(checks) > 200
    assert checks & set(TIMES) == set()


def test_every_rule_of_ours_is_tried_where_it_holds_breaks_is_at_its_edge_and_lacks_a_value() -> None:
    """Sums are tried all alike (`test_sum`); shape and reading stand in the lists of hazards."""
    rows = [*FIELD_ROWS, *LINE_ROWS]
    asks_for_more = {rule_id for _, rule_id, _, known, _ in rows if known}
    tried: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, rule_id, values, known, places in rows:
        lacks = any(value in (None, "neattiecas") for value in values.values())
        lacks = lacks or (rule_id in asks_for_more and not known)
        tried[rule_id]["breaks" if places else "lacks" if lacks else "holds"] += 1
    assert set(tried) == {*FIELD_RULES, *LINE_RULES}
    assert {rule_id for rule_id, counts in tried.items() if len(counts) < 3 or counts.total() < 4} == set()
