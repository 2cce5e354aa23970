"""The printed names that nobody knows, as `pmp plan check` lists them in the terminal."""

from __future__ import annotations

from collections import defaultdict

from rich.console import Console

from ingest.plans.named_reporters import unmatched_names
from ingest.plans.registry import RawPlan, RawRegistry
from ingest.typography import Language
from quality.contradictions.kinds import subject_in_words
from quality.messages import printable

SHOWN = 10

_WORDS: dict[Language, dict[str, str]] = {
    "lv": {
        "total": "{}: nezināmi izpildītāji un institūcijas – {}; tos skaidro plans/{}/executors.csv",
        "none": "{}: visi izpildītāji un institūcijas ir zināmi",
        "more": "… vēl {} (visus rāda --all)",
    },
    "en": {
        "total": "{}: {} unknown executors and institutions; plans/{}/executors.csv explains them",
        "none": "{}: all executors and institutions are known",
        "more": "… {} more (--all shows them all)",
    },
}


def show_unmatched(registry: RawRegistry, plan: RawPlan, shows_all: bool, language: Language) -> None:
    """Print the names of a plan that are neither a reporter's nor explained.

    Args:
        registry: The plans with the lists of their municipalities.
        plan: A sound plan version.
        shows_all: Every name; else the first `SHOWN`.
        language: Language of the words around the names.
    """
    console = Console(highlight=False, soft_wrap=True)
    for line in unmatched_lines(registry, plan, shows_all, language):
        console.print(line, markup=False)


def unmatched_lines(registry: RawRegistry, plan: RawPlan, shows_all: bool, language: Language) -> list[str]:
    """The lines that `show_unmatched` prints: a name, and the tasks and activities whose tables print it."""
    words = _WORDS[language]
    subjects: dict[str, dict[str, None]] = defaultdict(dict)
    for naming, name in unmatched_names(registry, plan):
        subject = subject_in_words(f"{naming.subject} {naming.subject_nr}", language)
        subjects[printable(name)][f"{subject} [{naming.place}]"] = None
    if not subjects:
        return [words["none"].format(plan.header.plan_id)]
    lines = [words["total"].format(plan.header.plan_id, len(subjects), plan.header.municipality)]
    lines += [f"  «{name}»: {', '.join(where)}" for name, where in subjects.items()]
    if not shows_all and len(subjects) > SHOWN:
        lines[SHOWN + 1 :] = [f"  {words['more'].format(len(subjects) - SHOWN)}"]
    return lines
