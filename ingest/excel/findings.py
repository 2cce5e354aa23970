"""What is wrong with one workbook, collected cell by cell."""

from __future__ import annotations

from ingest.problems import InputError, Problem

_LONGEST_VALUE = 80


class Findings:
    """The problems of one file.

    Attributes:
        problems: Everything found so far.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def add(self, rule_id: str, sheet: str = "", cell: str = "", value: object = "", **details: str) -> None:
        """Note one problem; `value` is shown as the person wrote it."""
        shown = str(value)[:_LONGEST_VALUE]
        self.problems.append(Problem(rule_id, self._file, sheet, None, cell, shown, tuple(details.items())))

    def has(self, sheet: str, cell: str) -> bool:
        """Whether something is wrong with a cell already: what follows from it is not worth a second problem."""
        return any((problem.sheet, problem.column) == (sheet, cell) for problem in self.problems)

    def has_rule(self, *rule_ids: str) -> bool:
        """Whether one of some rules was broken anywhere."""
        return any(problem.rule_id in rule_ids for problem in self.problems)

    def stop_if_any(self) -> None:
        """Give up where going on would only repeat what is known.

        Raises:
            InputError: With everything found so far.
        """
        if self.problems:
            raise InputError(self.problems)
