"""Telling a person how far the work is, without every function having to know how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]
"""Called with the step, what is done and how much there is (0: not known); from any thread."""

_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send every report made inside to the listener, also those of dbt's threads."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def report(step: str, done: int = 0, total: int = 0) -> None:
    """Say that a step has come this far."""
    for listener in _listeners:
        listener(step, done, total)
