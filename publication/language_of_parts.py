"""In a page of another language: which parts are Latvian, as the plan and what was reported on it are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from markupsafe import escape

from ingest.typography import without_footnote_marks, written_language
from publication.characters import readable
from publication.results import Results

_LATVIAN = {
    "plan_title", "supervisor", "heading", "goal_name", "expected_result", "activity_name", "planned_result",
    "planned_funding_text", "achieved_result", "impact_assessment", "factor_analysis", "responsible", "indicator_name",
    "baseline_text", "data_source", "target_text", "definition_differs", "task_name", "deadline_text", "executor",
    "publishable_note",
}  # fmt: skip
"""Columns whose texts are Latvian whatever is written around them."""
_TEXTS = re.compile(r"<(title|style)\b.*?</\1>|(?<=>)[^<]+", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3}")


def with_latvian_parts(html: str, results: Results) -> str:
    """Mark the Latvian texts of a page that is written in another language, so that they are read out as such.

    Args:
        html: The page or fragment; everything in it is escaped.
        results: What it was rendered from.

    Returns:
        The same with `lang="lv"` around these texts.
    """
    if written_language() == "lv":
        return html
    known = {str(escape(text)) for original in _texts(results) for text in (original, readable(original))}
    # The longest first: one text may begin as another does.
    latvian = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?!\w)")

    def marked(found: re.Match[str]) -> str:
        return found[0] if found[1] else latvian.sub(r'<span lang="lv">\g<0></span>', found[0])

    return _TEXTS.sub(marked, html)


def _texts(value: Any) -> Iterator[str]:
    """The Latvian texts of rows as they are shown: without marks of footnotes and the full stop at the end."""
    if isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            text = getattr(value, field.name)
            if field.name in _LATVIAN and text and _WORD.search(text):
                yield without_footnote_marks(text).rstrip(".")
            else:
                yield from _texts(text)
