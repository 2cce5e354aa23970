"""What calamine returns for a cell."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

CellValue: TypeAlias = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""An empty text is a blank cell."""
