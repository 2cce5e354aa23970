"""Headings, labels and sheet names as people type them, compared without case, spaces and the required mark."""

from __future__ import annotations

import re
import unicodedata

REQUIRED_MARK = " *"


def folded(text: str) -> str:
    """Comparison key of a heading, a label or a sheet name: case, spaces and the required mark do not count."""
    plain = unicodedata.normalize("NFC", text).casefold().strip().removesuffix(REQUIRED_MARK.strip())
    return re.sub(r"\s+", " ", plain).strip()
