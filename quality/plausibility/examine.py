"""Running a suite over a frame: one result a rule for the ledger, one finding a row that raises a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quality.ledger import PASSED, CheckResult
from quality.plausibility.cases import CASES
from quality.plausibility.completeness import COMPLETENESS
from quality.plausibility.concern import Concern
from quality.plausibility.events import EVENTS
from quality.plausibility.figures import FIGURES
from quality.plausibility.findings import finding, not_run

if TYPE_CHECKING:
    import pandas
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult

CONCERNS = (COMPLETENESS, FIGURES, EVENTS, CASES)


@dataclass(frozen=True)
class Examination:
    """What came of a suite.

    Attributes:
        results: One a rule: pass, fail where there are findings, error where it raised, missing where it was not run.
        findings: Rows of `FINDINGS`.
    """

    results: list[CheckResult] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)

    def could_not_run(self, rule_id: str, status: str, cause: str) -> None:
        """Note a check that did not look: it has failed, and says so among the findings."""
        self.results.append(CheckResult(rule_id, status, message=cause))
        self.findings.append(not_run(rule_id, cause))


def examine(concern: Concern, frame: pandas.DataFrame, bounds: Mapping[str, float]) -> Examination:
    """Hold the rows of a model against what is expected of them.

    Args:
        concern: The model and its expectations.
        frame: All rows of the model. Without any there is nothing to expect, and the seconds of importing the library
            are saved.
        bounds: Values of the bounds that the expectations name.
    """
    examination = Examination()
    if frame.empty:
        examination.results.extend(_result(rule_id, PASSED, 0, 0) for rule_id in concern.rules)
        return examination
    validated = {
        result.expectation_config.meta["rule_id"]: result for result in _validate(concern, frame, bounds).results
    }
    for rule_id in concern.rules:
        if rule_id not in validated:
            examination.could_not_run(rule_id, "missing", "not in the suite")
        elif cause := _exception(validated[rule_id].exception_info):
            examination.could_not_run(rule_id, "error", cause)
        else:
            _note(examination, rule_id, validated[rule_id])
    return examination


def failed(concern: Concern, cause: str) -> Examination:
    """The examination of a suite that raised as a whole."""
    examination = Examination()
    for rule_id in concern.rules:
        examination.could_not_run(rule_id, "error", cause)
    return examination


def _validate(
    concern: Concern, frame: pandas.DataFrame, bounds: Mapping[str, float]
) -> ExpectationSuiteValidationResult:
    import great_expectations

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("intermediate").add_dataframe_asset(concern.model)
    batch = asset.add_batch_definition_whole_dataframe("all rows").get_batch({"dataframe": frame})
    suite = great_expectations.ExpectationSuite(name=concern.model, expectations=concern.expectations())
    # All columns name a row, so that a finding can tell it whole.
    result_format = {"result_format": "COMPLETE", "unexpected_index_column_names": list(frame.columns)}
    return batch.validate(suite, result_format=result_format, expectation_parameters=dict(bounds))


def _note(examination: Examination, rule_id: str, validated: ExpectationValidationResult) -> None:
    config, outcome = validated.expectation_config, validated.result
    rows = outcome.get("unexpected_index_list") or []
    status = PASSED if validated.success else "fail"
    examination.results.append(_result(rule_id, status, int(outcome["element_count"]), len(rows)))
    severity = str(config.severity.value)
    examination.findings.extend(finding(rule_id, severity, config.meta["value"], row) for row in rows)


def _result(rule_id: str, status: str, rows: int, findings: int) -> CheckResult:
    return CheckResult(rule_id, status, (("rows", rows), ("findings", findings)))


def _exception(info: Mapping[str, Any]) -> str:
    """What an expectation raised, as the library tells it: of itself, or a record a metric it needed."""
    records = [info] if "raised_exception" in info else list(info.values())
    return next((str(record["exception_message"]) for record in records if record["raised_exception"]), "")
