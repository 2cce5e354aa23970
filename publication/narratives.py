"""What an activity may have led to, what helped and what hindered, in words made from facts; no figure is typed here.

That an indicator moved never stands there as something the activity did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.typography import agreeing
from publication import sentences
from publication.indicator_tables import indicator_name
from publication.narrative_rows import ImpactFact, Statement
from publication.phrases import Phrases


@dataclass(frozen=True)
class Draft:
    """A text with the words of reporters, and what is left of it without them; nothing where nothing is to be said."""

    text: str | None
    open_text: str | None


def impact_draft(facts: Sequence[ImpactFact], statements: Iterable[Statement], phrases: Phrases) -> Draft:
    """Say where the indicators of the goal went, then what reporters saw.

    Args:
        facts: Of the indicators of the activity's goal, in the order of the plan.
        statements: Of the activity, those of most institutions first.
        phrases: The words of the publication.
    """
    words = phrases["narrative"]
    shown = [fact for fact in facts if fact.latest_value is not None][: words["indicators_told"]]
    said = [_indicator_sentence(fact, phrases) for fact in shown]
    if said and (rest := len(facts) - len(shown)):
        said.append(words["more_indicators"].format(count=agreeing(rest, *words["of_indicators"])))
    return _draft(said, _quoted("impact", statements, words))


def factor_draft(statements: Sequence[Statement], phrases: Phrases) -> Draft:
    """Say what helped and what hindered: all of it in the words of reporters."""
    return _draft([], *(_quoted(kind, statements, phrases["narrative"]) for kind in ("helped", "hindered")))


def _draft(said: Sequence[str], *quoted: str) -> Draft:
    return Draft(" ".join(filter(None, (*said, *quoted))) or None, " ".join(said) or None)


def _indicator_sentence(fact: ImpactFact, phrases: Phrases) -> str:
    """Where an indicator started, where it is, how sure that is and which way it moved."""
    words = phrases["narrative"]
    parts = [words["baseline"].format(value=sentences.baseline_reading(fact, phrases)), _latest(fact, phrases)]
    if fact.is_baseline_publishable and fact.movement in words["movement"]:
        parts.append(words["movement"][fact.movement])
        if fact.is_change_uncertain and fact.movement != "same":
            parts.append(words["uncertain"])
    return str(words["indicator"]).format(
        name=indicator_name(fact, phrases).removesuffix("."), figures="; ".join(parts)
    )


def _latest(fact: ImpactFact, phrases: Phrases) -> str:
    words = phrases["narrative"]
    latest = words["latest"].format(value=sentences.latest_value(fact, phrases))
    return ", ".join(filter(None, (latest, sentences.interval(fact, phrases))))


def _quoted(kind: str, statements: Iterable[Statement], words: Phrases) -> str:
    """The statements of a kind with how many institutions made each; those beyond the first ones are counted."""
    of_kind = [one for one in statements if one.kind == kind]
    shown = [
        words["quote"].format(text=one.statement, institutions=agreeing(one.institutions, *words["of_institutions"]))
        for one in of_kind[: words["statements_told"]]
    ]
    if not shown:
        return ""
    rest = len(of_kind) - len(shown)
    more = words["more_statements"].format(count=rest) if rest else ""
    return str(words[kind]).format(statements=", ".join(shown) + more)
