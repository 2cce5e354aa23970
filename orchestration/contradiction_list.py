"""The contradictions of a plan as `pmp plan check` lists them in the terminal."""

from __future__ import annotations

from collections import defaultdict

from rich.console import Console

from ingest.plans.registry import RawPlan, RawRegistry
from ingest.typography import Language
from quality.contradictions.comparison import Contradiction, Reading
from quality.contradictions.kinds import kind_words, subject_in_words
from quality.contradictions.search import find_contradictions
from quality.messages import printable

SHOWN_OF_A_KIND = 3

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "total": "{}: pretrunas plānā – {}; plāna uzņemšanu tās nekavē",
        "none": "{}: pretrunas plānā nav atrastas",
        "more": "… vēl {} (visas rāda --all)",
        "lacking": "nav",
        "plan": "plāna darbības laiks",
    },
    "en": {
        "total": "{}: {} contradictions in the plan; they do not keep it from being used",
        "none": "{}: no contradictions found in the plan",
        "more": "… {} more (--all shows them all)",
        "lacking": "lacking",
        "plan": "plan period",
    },
}


def show_contradictions(plan: RawPlan, registry: RawRegistry, shows_all: bool, language: Language) -> None:
    """Print the contradictions of a plan by kind, each with both places quoted.

    Args:
        plan: A sound plan version.
        registry: All plans, with the lists of their municipalities.
        shows_all: Every one; else the first `SHOWN_OF_A_KIND` of each kind.
        language: Language of the words around the quotes.
    """
    console = Console(highlight=False, soft_wrap=True)
    for line in contradiction_lines(plan, registry, shows_all, language):
        console.print(line, markup=False)


def contradiction_lines(plan: RawPlan, registry: RawRegistry, shows_all: bool, language: Language) -> list[str]:
    """The lines that `show_contradictions` prints."""
    words = _WORDS[language]
    found = find_contradictions(plan, registry)
    by_kind: dict[str, list[Contradiction]] = defaultdict(list)
    for contradiction in found:
        by_kind[contradiction.kind].append(contradiction)
    lines = [words["total" if found else "none"].format(plan.header.plan_id, len(found))]
    for kind, of_kind in by_kind.items():
        shown = of_kind if shows_all else of_kind[:SHOWN_OF_A_KIND]
        lines.append(f"  {kind_words(language)[kind]['title']} ({len(of_kind)})")
        for contradiction in shown:
            a, b = (_quoted(reading, words) for reading in (contradiction.a, contradiction.b))
            lines.append(f"    {subject_in_words(contradiction.subject, language)}: {a} ↔ {b}")
        if len(shown) < len(of_kind):
            lines.append(f"    {words['more'].format(len(of_kind) - len(shown))}")
    return lines


def _quoted(reading: Reading, words: dict[str, str]) -> str:
    """Place and text on one line, without control characters."""
    text = " ".join(printable(reading.text).split())
    quote = f"«{text}»" if text else words["lacking"]
    return f"[{reading.place or words['plan']}] {quote}"
