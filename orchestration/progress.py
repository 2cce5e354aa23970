"""Telling a person how far the work is, without every function having to know how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]
"""Called with the step, what is done and how much there is (0: not known)."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send every report made inside to the listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report(step: str, done: int = 0, total: int = 0) -> None:
    """Say that a step has come this far."""
    if listener := _listener.get():
        listener(step, done, total)
