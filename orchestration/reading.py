"""Reading and checking forms, many together, so that no file keeps another one from being answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ingest.forms.workbook.read import SubmittedForm, read_form
from ingest.forms.workbook.recognise import collection_at_a_glance
from ingest.problems import InputError, Problem
from ingest.submissions.inbox import Delivery
from orchestration.expectation import Expectation
from orchestration.intake_run import IntakeRun
from orchestration.verdicts import Read
from quality.findings import Finding
from quality.submissions.check import CheckedForm, check_form, check_forms
from quality.submissions.context import FormContext

STOPS_READING = "file_stops_reading"
_READERS = 2
"""While calamine reads one workbook, another thread can read the next."""


def in_order(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """Files by the collection they name, whatever they are called; those that name none come first.

    The state's count of learners is such a file, and forms are held against it.
    """

    def turn(delivery: Delivery) -> tuple[int, ...]:
        collection = None if delivery.is_too_large else collection_at_a_glance(delivery.content)
        return collection.place if collection else ()

    return sorted(deliveries, key=turn)


def read_one(expectation: Expectation, delivery: Delivery) -> Read:
    """What a file holds and which workbook it answers.

    Raises:
        InputError: It cannot be read, or nobody expects it.
    """
    return _expected(expectation, delivery, _form(delivery))


def read_each(
    expectation: Expectation, deliveries: Sequence[Delivery], stop_reading: Container[Path]
) -> Iterator[tuple[Delivery, Read | InputError]]:
    """Read files, two at a time, and tell of each in its turn what it holds, or why it does not count.

    Args:
        expectation: What is expected.
        deliveries: The files.
        stop_reading: Those that would stop this process; they are not touched.
    """

    def form(delivery: Delivery) -> SubmittedForm:
        if delivery.kept in stop_reading:
            raise InputError([stopped_reading(delivery.found.file_name, "process died")])
        return _form(delivery)

    with ThreadPoolExecutor(_READERS) as pool:
        forms = [pool.submit(form, delivery) for delivery in deliveries]
        for delivery, one in zip(deliveries, forms, strict=True):
            try:
                yield delivery, _expected(expectation, delivery, one.result())
            except InputError as error:
                yield delivery, error


def _form(delivery: Delivery) -> SubmittedForm:
    name = delivery.found.file_name
    if delivery.is_too_large:
        raise InputError([Problem("workbook_too_large", name)])
    try:
        return read_form(delivery.content, name)
    except (InputError, OSError, MemoryError):
        raise
    except Exception as error:  # one file must not keep the others from being answered
        raise InputError([stopped_reading(name, type(error).__name__)]) from error


def _expected(expectation: Expectation, delivery: Delivery, submitted: SubmittedForm) -> Read:
    return Read(delivery, submitted, expectation.order(submitted.header, delivery.found.file_name))


def stopped_reading(file_name: str, cause: str) -> Problem:
    """Why a file that cannot be read at all is not taken.

    Args:
        file_name: Its name as shown.
        cause: Why, for the maintainer.
    """
    return Problem(STOPS_READING, file_name, details=(("cause", cause),))


def in_turns(reads: Sequence[Read]) -> Iterator[list[Read]]:
    """Forms that are checked together.

    June is compared with January, September with June: a collection is settled before the next one is checked; and of
    the same bytes the first before the second, which is then a duplicate.
    """
    seen: Counter[str] = Counter()
    placed = []
    for read in reads:
        seen[read.delivery.submission_id] += 1
        placed.append(((read.order.collection.place, seen[read.delivery.submission_id]), read))
    placed.sort(key=itemgetter(0))
    for _, group in groupby(placed, key=itemgetter(0)):
        yield [read for _, read in group]


def check_together(run: IntakeRun, expectation: Expectation, reads: Sequence[Read]) -> list[CheckedForm]:
    """Check forms together; where that fails, one by one, so that only the one whose check fails is rejected."""
    deliveries = [
        (read.submitted, expectation.context(read.order, run.of_reporter(read.order.reporter_id))) for read in reads
    ]
    try:
        return check_forms(deliveries)
    except (OSError, MemoryError):
        raise
    except Exception:
        return [_checked_alone(*delivery) for delivery in deliveries]


def _checked_alone(submitted: SubmittedForm, context: FormContext) -> CheckedForm:
    try:
        return check_form(submitted, context)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a check that did not run has failed
        problem = stopped_reading(submitted.file_name, type(error).__name__)
        return replace(nothing_checked(submitted), findings=[Finding("reject_delivery", problem)])


def nothing_checked(submitted: SubmittedForm) -> CheckedForm:
    """A form none of whose rows is taken, whatever stands in them."""
    return CheckedForm({}, [], "rejected", submitted.row_count)
