"""What the tests of intake share: the registry of the real plans, read once, and an inbox to put files into."""

from __future__ import annotations

import pytest

from ingest.plans.registry import RawRegistry
from ingest.workspace import Workspace
from orchestration.expectation import Expectation
from orchestration.registry import load_registry


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> RawRegistry:
    return load_registry(Workspace(tmp_path_factory.mktemp("nothing")))


@pytest.fixture(scope="session")
def expectation(tmp_path_factory: pytest.TempPathFactory, registry: RawRegistry) -> Expectation:
    return Expectation(Workspace(tmp_path_factory.mktemp("nothing")), registry)


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch, registry: RawRegistry) -> None:
    """Runs of one test use the plans as they were read once: reading them takes longer than a run."""
    for name in ("intake.load_registry", "self_check.sound_registry", "late.load_registry"):
        monkeypatch.setattr(f"orchestration.{name}", lambda _: registry)
