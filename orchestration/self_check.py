"""Checking forms without taking them in: by reporters before they send, and in the process of a trial."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.problems import InputError
from ingest.submissions.inbox import Delivery
from ingest.workspace import Workspace
from orchestration.expectation import Expectation
from orchestration.intake_run import IntakeRun
from orchestration.named_files import files_named
from orchestration.reading import check_together, read_one
from orchestration.registry import sound_registry
from orchestration.verdicts import Settled


def check_only(workspace: Workspace, paths: Sequence[Path]) -> list[Settled]:
    """The reporter's self-check: the same reading and checks; nothing is archived, landed or told.

    Raises:
        InputError: A path does not exist, or the plans are not sound.
    """
    files = files_named(workspace, paths)
    expectation, run = Expectation(workspace, sound_registry(workspace)), IntakeRun.of_nothing(workspace)
    for found in files:
        check_one(run, expectation, Delivery.as_it_lies(found))
    return run.settled


def check_one(run: IntakeRun, expectation: Expectation, delivery: Delivery) -> None:
    """Read and check one file; whether it came in time is nobody's question."""
    try:
        read = read_one(expectation, delivery)
    except InputError as error:
        run.refuse(delivery, error.problems, "rejected")
        return
    (checked,) = check_together(run, expectation, [read])
    run.settle(read, checked.verdict, checked.findings, checked)
