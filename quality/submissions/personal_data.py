"""Personal data in what people type: found, masked, and told apart by what must happen next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import yaml

from ingest.problems import Problem

_HYPHEN = r"[ \t]?[-‐‑‒–—−]?[ \t]?"
_CODE = re.compile(rf"(?<!\d)(\d{{6}}){_HYPHEN}(\d{{5}})(?!\d)")
# Begins where a word begins and gives nothing back: a long word without an @ is gone through once.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]++(?:\.[\w-]++)+")
_PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\+|00)[ \t]?\d{1,3}[ \t-]?(?:\d[ \t-]?){6,11}\d"
    r"|[26]\d{7}|[26]\d \d{3} \d{3}|[26]\d{3}[ -]\d{4}|[26]\d-\d{3}-\d{3}|[26]\d \d{2} \d{2} \d{2})(?![\d])"
)
_YEARS = re.compile(r"(?:19|20)\d\d\D?(?:19|20)\d\d")
_WEIGHTS = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MASKED = "●●●"

STOPPING = {"personal_code": _CODE, "personal_email": _EMAIL, "personal_phone": _PHONE}
"""What no form may hold: the line it stands in is not taken."""
TOPICS = ("health", "ethnicity", "religion", "crime", "family")
"""What the working group must look at before anybody else sees the text."""


def personal_data(text: str) -> Iterator[str]:
    """Rule ids of what a text holds: first what stops it, then what asks for a look.

    Args:
        text: What somebody typed.
    """
    plain = unicodedata.normalize("NFKC", text)
    for rule_id in STOPPING:
        if any(_matches(rule_id, plain)):
            yield rule_id
    if any(not _is_personal_code(found) and _is_new_or_dated(found) for found in _CODE.finditer(plain)):
        yield "personal_code_like"
    if _full_name().search(plain):
        yield "personal_name"
    for topic in TOPICS:
        if _sensitive_words(topic).search(plain):
            yield f"sensitive_{topic}"


def has_personal_code(text: str) -> bool:
    """Whether a cell that asks for no words holds a personal code."""
    return any(_matches("personal_code", unicodedata.normalize("NFKC", text)))


@lru_cache(1024)  # names of files and sheets stand on many rows
def masked(text: str) -> str:
    """A text in which nobody can be recognised any more."""
    plain = unicodedata.normalize("NFKC", text)
    spans = [found.span() for rule_id in STOPPING for found in _matches(rule_id, plain)]
    spans += [found.span() for found in _CODE.finditer(plain) if _is_new_or_dated(found)]
    spans += [found.span() for found in _full_name().finditer(plain)]
    if not spans:
        return text
    hidden = {place for start, end in spans for place in range(start, end)}
    shown = "".join("\0" if place in hidden else letter for place, letter in enumerate(plain))
    return re.sub("\0+", _MASKED, shown)


def masked_problem(problem: Problem) -> Problem:
    """A problem that may be shown, logged and sent."""
    details = tuple((name, masked(value) if isinstance(value, str) else value) for name, value in problem.details)
    file, sheet, value = map(masked, (problem.file, problem.sheet, problem.value))
    return replace(problem, file=file, sheet=sheet, value=value, details=details)


def _matches(rule_id: str, text: str) -> Iterator[re.Match[str]]:
    for found in STOPPING[rule_id].finditer(text):
        if rule_id == "personal_code" and not _is_personal_code(found):
            continue
        if rule_id == "personal_phone" and _YEARS.fullmatch(found[0]):
            continue
        yield found


def _is_personal_code(found: re.Match[str]) -> bool:
    """The new codes begin with 32 and have no check digit; the old ones are a date of birth with one."""
    digits = found[1] + found[2]
    if digits.startswith("32"):
        return True
    check = (1101 - sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))) % 11 % 10
    return _is_new_or_dated(found) and check == int(digits[10])


def _is_new_or_dated(found: re.Match[str]) -> bool:
    day, month = int(found[1][:2]), int(found[1][2:4])
    return found[1].startswith("32") or (1 <= day <= 31 and 1 <= month <= 12 and found[2][0] in "012")


@cache
def _words() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return loaded


@cache
def _sensitive_words(topic: str) -> re.Pattern[str]:
    """Beginnings of words; a full stop after one means the whole word."""
    parts = [re.escape(word[:-1]) + r"\b" if word.endswith(".") else re.escape(word) for word in _words()[topic]]
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def _full_name() -> re.Pattern[str]:
    """A given name in any case of the singular before or after a word that begins with a capital letter."""
    given = "|".join(sorted({form for name in _words()["given_names"] for form in _declined(name)}))
    surname = r"[A-ZĀČĒĢĪĶĻŅŠŪŽ](?:[a-zāčēģīķļņšūž]+|\.)(?:-[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž]+)?"
    return re.compile(rf"\b(?:{given}) {surname}|\b[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž]{{2,}} (?:{given})\b")


def _declined(name: str) -> Iterator[str]:
    """Forms of a given name in the singular."""
    yield name
    for ending, forms in _ENDINGS:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            yield from (stem + form for form in forms)
            if ending == "is":
                soft = stem[:-1] + _SOFT.get(stem[-1], stem[-1])
                yield from (soft + form for form in ("a", "u", "am"))
            return


_ENDINGS = (
    ("is", ("im", "i", "ī")),
    ("us", ("us", "um", "u", "ū")),
    ("š", ("ša", "šam", "šu", "šā")),
    ("s", ("a", "am", "u", "ā")),
    ("a", ("as", "ai", "u", "ā")),
    ("e", ("es", "ei", "i", "ē")),
)
_SOFT = {"n": "ņ", "l": "ļ", "t": "š", "d": "ž", "s": "š", "z": "ž"}
