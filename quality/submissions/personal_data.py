"""Personal data in what people type: found, masked, and told apart by what must happen next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from ingest.problems import Problem
from ingest.yaml_file import read_yaml_file

_HYPHEN = r"[ \t]?[-‐‑‒–—−]?[ \t]?"
_CODE = re.compile(rf"(?<!\d)(\d{{6}}){_HYPHEN}(\d{{5}})(?!\d)")
# Begins where a word begins and gives nothing back: a long word without an @ is gone through once.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]++(?:\.[\w-]++)+")
_PHONE = re.compile(
    r"(?<![\d.,])(?<!\d[ \t])(?:(?:\+|00)[ \t]?\d{1,3}[ \t-]?(?:\d[ \t-]?){6,11}\d"
    r"|[26]\d{7}|[26]\d \d{3} \d{3}|[26]\d{3}[ -]\d{4}|[26]\d-\d{3}-\d{3}|[26]\d \d{2} \d{2} \d{2})(?![\d])"
)
_YEARS = re.compile(r"(?:19|20)\d\d\D?(?:19|20)\d\d")
_WEIGHTS = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MASKED = "●●●"
"""What stands in place of personal data in everything that is shown, landed or sent back."""
_CAPITAL, _SMALL = "[A-ZĀČĒĢĪĶĻŅŠŪŽ]", "[a-zāčēģīķļņšūž]"
_WORD = rf"(?>{_CAPITAL}{_SMALL}+(?:-{_CAPITAL}{_SMALL}+)*(?!\w)|{_CAPITAL}{{2,}}(?:-{_CAPITAL}{{2,}})*(?!\w))"
_RUN = re.compile(rf"(?<!\w)(?:{_WORD}|{_CAPITAL}\.)(?:\s{{1,3}}{_WORD}|\s{{0,3}}{_CAPITAL}\.|(?<=\.){_WORD})+")
"""Words that begin with a capital letter, or all of capitals, one after the other; a first name may be an initial."""
_NAMED_AFTER = re.compile(r"\s?(?:vidusskol|pamatskol|sākumskol|ģimnāzij|bibliotēk|muzej|iel[aāu])", re.IGNORECASE)
"""What bears the name of somebody long known: schools and streets keep theirs."""

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
    if any(_names(plain)):
        yield "personal_name"
    for topic in TOPICS:
        if _sensitive_words(topic).search(plain):
            yield f"sensitive_{topic}"


@lru_cache(1024)  # most cells hold one of few figures
def has_personal_code(text: str) -> bool:
    """Whether a cell that asks for no words holds a personal code."""
    return any(_matches("personal_code", unicodedata.normalize("NFKC", text)))


@lru_cache(1024)  # names of files and sheets stand on many rows
def masked(text: str) -> str:
    """A text in which nobody can be recognised any more."""
    plain = unicodedata.normalize("NFKC", text)
    spans = [found.span() for rule_id in STOPPING for found in _matches(rule_id, plain)]
    spans += [found.span() for found in _CODE.finditer(plain) if _is_new_or_dated(found)]
    spans += [found.span() for found in _names(plain)]
    if not spans:
        return text
    hidden = {place for start, end in spans for place in range(start, end)}
    shown = "".join("\0" if place in hidden else letter for place, letter in enumerate(plain))
    return re.sub("\0+", MASKED, shown)


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
    loaded: dict[str, list[str]] = read_yaml_file(Path(__file__).with_suffix(".yml"))
    return loaded


@cache
def _sensitive_words(topic: str) -> re.Pattern[str]:
    """Beginnings of words; a full stop after one means the whole word."""
    parts = [re.escape(word[:-1]) + r"\b" if word.endswith(".") else re.escape(word) for word in _words()[topic]]
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


def _names(text: str) -> Iterator[re.Match[str]]:
    """Runs of capitalised words that hold a name: a given name beside another word, or an initial before one."""
    for run in _RUN.finditer(text):
        words = [word.capitalize() if word.isupper() else word for word in re.findall(r"\w+\.?", run[0])]
        if not _is_place(run, words) and (_has_given_name(run, words) or _has_initial(words)):
            yield run


def _has_given_name(run: re.Match[str], words: list[str]) -> bool:
    given = next((place for place, word in enumerate(words) if word in _given_names()), None)
    if given is None:
        return False
    # A heading in capitals may end in what is also a name: SPORTA LĪGA.
    return len(words) > given + 1 or (len(words[given - 1]) > 2 and not run[0].isupper())


def _has_initial(words: list[str]) -> bool:
    return any(first.endswith(".") and len(second) > 3 for first, second in pairwise(words))


def _is_place(run: re.Match[str], words: list[str]) -> bool:
    """Whether it is the name of a school or a street, such as *Jāņa Raiņa iela*."""
    given = [word for word in words if word in _given_names()]
    in_genitive = all(_given_names()[word] for word in given)
    return in_genitive and bool(_NAMED_AFTER.match(run.string, run.end()) or any(map(_NAMED_AFTER.match, words)))


@cache
def _given_names() -> Mapping[str, bool]:
    """Given names in every case of the singular; true where a form can only be the genitive."""
    listed = _words()["given_names"]
    declined = {form: number == 1 for name in listed for number, form in enumerate(_declined(name))}
    return declined | dict.fromkeys(listed, False)


def _declined(name: str) -> Iterator[str]:
    """Forms of a given name in the singular: nominative, genitive, then the others."""
    yield name
    for ending, forms in _ENDINGS:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            if ending == "is":
                yield stem[:-1] + _SOFT.get(stem[-1], stem[-1]) + "a"
            yield from (stem + form for form in forms)
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
