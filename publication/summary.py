"""The results of a year on one page of A4: `kopsavilkums.pdf`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ingest import typography
from publication import report, sentences, support, target_sentences
from publication.characters import shortened
from publication.indicator_rows import Indicator
from publication.indicator_tables import of_breakdown
from publication.key_figures import by_status, key_figures
from publication.phrases import Phrases, load_phrases
from publication.printed_report import describe
from publication.results import Results
from publication.typeset import as_json, typeset

_TEMPLATE = Path(__file__).with_name("kopsavilkums.typ")
_MOST_INDICATORS, _LONG_NAME, _SHORT_NAME, _LONGEST_FACT = 13, 200, 105, 160
"""What fits the page; a test sets the fullest one there can be."""


def render_summary(results: Results) -> bytes:
    """Set the summary of one municipality and results year.

    Args:
        results: What the marts hold.

    Returns:
        The PDF (PDF/A-2a, PDF/UA-1), one page; the same results give the same bytes.
    """
    phrases = load_phrases()
    words = phrases["summary"]
    title = words["title"].format(municipality=results.municipality_name, year=results.year)
    content = {
        **describe(results, title, phrases),
        "heading": words["heading"].format(year=results.year),
        "meaning": phrases["intro"]["meaning"],
        "facts": [(name, shortened(value, _LONGEST_FACT)) for name, value in report.facts(results, phrases)],
        "figures": [(one.name, one.value, one.detail) for one in key_figures(results, phrases)],
        "standings": [_achievements(results, phrases), _progress(results, phrases)],
        "status_headings": [words["status"], words["count"]],
        "indicators": _indicators(results, phrases),
        "help": support.help_sentence(results, phrases),
        "contact": support.contact_sentence(results, phrases),
        "full": words["full"],
    }
    return typeset(_TEMPLATE, as_json(content))


def _achievements(results: Results, phrases: Phrases) -> dict[str, Any]:
    statuses = [activity.achievement_status for activity in results.activities]
    rows = by_status(statuses, phrases["achievement"], phrases["page"]["empty"])
    return {"title": phrases["summary"]["activities"], "rows": rows, "note": ""}


def _progress(results: Results, phrases: Phrases) -> dict[str, Any]:
    words = phrases["summary"]
    statuses = [indicator.progress_status for indicator in results.indicators]
    has_breakdowns = len({indicator.indicator_nr for indicator in results.indicators}) < len(results.indicators)
    rows = by_status(statuses, phrases["progress"], phrases["page"]["empty"])
    return {"title": words["indicators"], "rows": rows, "note": words["breakdowns"] if has_breakdowns else ""}


def _indicators(results: Results, phrases: Phrases) -> dict[str, Any]:
    words = phrases["summary"]
    shown = results.indicators[:_MOST_INDICATORS]
    left = len(results.indicators) - len(shown)
    return {
        "caption": words["caption"].format(municipality=results.municipality_name, year=results.year),
        "headings": [words[name] for name in ("indicator", "baseline", "target", "latest", "status")],
        "variants": [
            [_indicator_row(results, one, longest, with_evidence, phrases) for one in shown]
            for longest, with_evidence in ((_LONG_NAME, True), (_LONG_NAME, False), (_SHORT_NAME, False))
        ],
        "more": words["more"].format(count=left) if left > 0 else "",
    }


def _indicator_row(
    results: Results, indicator: Indicator, longest: int, with_evidence: bool, phrases: Phrases
) -> list[str]:
    name = shortened(typography.without_footnote_marks(indicator.indicator_name), longest)
    latest = sentences.latest_value(indicator, phrases) or phrases["page"]["empty"]
    evidence = sentences.evidence(indicator, phrases) if with_evidence else None
    return [
        f"{indicator.indicator_nr}. {of_breakdown(name, indicator.breakdown, phrases)}",
        sentences.baseline_reading(indicator, phrases),
        next_target(results, indicator, phrases),
        "; ".join(filter(None, (latest, evidence))),
        phrases["progress"][indicator.progress_status],
    ]


def next_target(results: Results, indicator: Indicator, phrases: Phrases) -> str:
    """What an indicator row shall reach next, and when; a change by the figure it makes."""
    year = indicator.next_target_year
    target = results.target(indicator, year) if year else None
    if target is None:
        return str(phrases["indicators"]["no_target"])
    reading = target_sentences.required_reading(target, indicator, phrases) or target_sentences.target_reading(
        target, indicator, phrases
    )
    return str(phrases["summary"]["of_target"]).format(value=reading, year=year)
