"""Nothing reports home: switches off what the libraries would send."""

from __future__ import annotations

import os

_SWITCHES = {
    "DO_NOT_TRACK": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DAGSTER_DISABLE_TELEMETRY": "yes",
    "GX_ANALYTICS_ENABLED": "false",
}


def switch_off() -> None:
    """Set the switches; call before these libraries are imported (Dagster's instance settings say the same)."""
    os.environ.update(_SWITCHES)
