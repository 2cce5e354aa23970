from __future__ import annotations

import os

import pytest
import yaml

from ingest.workspace import PRODUCT, Workspace
from orchestration import telemetry


def test_the_job_reaches_for_nothing(built: Workspace, attempts: list[str]) -> None:
    """The whole build ran behind the guard of conftest, which lists every address somebody wanted."""
    assert built.warehouse.is_file()
    assert attempts == []


def test_the_guard_sees_what_is_tried(attempts: list[str]) -> None:
    import socket

    with pytest.raises(OSError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80))
    assert attempts.pop() == "192.0.2.1"


def test_switches(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DO_NOT_TRACK", "DBT_SEND_ANONYMOUS_USAGE_STATS", "DAGSTER_DISABLE_TELEMETRY", "GX_ANALYTICS_ENABLED"):
        monkeypatch.delenv(name, raising=False)
    telemetry.switch_off()
    assert (os.environ["DO_NOT_TRACK"], os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"]) == ("1", "false")
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    project = yaml.safe_load((PRODUCT / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["flags"]["send_anonymous_usage_stats"] is False
    dagster = yaml.safe_load((built.dagster_home / "dagster.yaml").read_text(encoding="utf-8"))
    assert dagster["telemetry"] == {"enabled": False}
