"""Targets in the text of a planned result: `6 grupas (līdz 72 personām) gadā` is two of them.

Read in three steps: blank out what looks like a figure and is none, and the words of time and repetition; cut the rest
into statements; give every figure of a statement its noun, time and repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from ingest.plans.lexicon import (
    LOWER_CASE,
    MAX_LENGTH,
    Figure,
    Mark,
    blank,
    figures,
    lexicon,
    loose_digits,
    phrase,
    words,
)

ORDINAL = re.compile(rf"(?<![\w,.])\d+\.(?:\s*[-–—/]\s*\d+\.)?\s*[{LOWER_CASE}]\w*")
_QUOTED = re.compile(r"(?<=\w )[\"“”„«](?=[^\W\d])[^\"“”„«»\n]{1,80}[\"“”»]")
_ABBREVIATION = re.compile(rf"(?<!\w)[{LOWER_CASE}]{{1,4}}\.\s?[{LOWER_CASE}]{{1,4}}(?:\.|\b)")
_SENTENCE_END = re.compile(rf"(?<=[.!?;])(?<!tūkst\.)(?<!milj\.)\s+(?=[^{LOWER_CASE}\s])|[\n•▪●]|$")
_BETWEEN = re.compile(r"[(),;=/]|\bun\b")
_EQUALS = re.compile("=")
_LOCATIVE_OR_DATIVE = re.compile("(?:[āēīū]|[āēī]s|os|[aei]i|[aāeēiī]m)$")

Noun = tuple[str, str | None]
"""Measure and audience."""


@dataclass(frozen=True, slots=True)
class PlannedTarget:
    """One figure of a planned result: `activity_targets` in `tables.yml`."""

    measure: str
    audience: str | None
    low: float | None
    high: float | None
    per: str
    each: str | None
    target_text: str


def read_planned_result(text: str) -> tuple[PlannedTarget, ...]:
    """Read every figure of a planned result, in printed order; nothing for a text in words only."""
    return _read(text)[0]


def unread_figures(text: str) -> tuple[str, ...]:
    """Figures of a planned result that are neither a target nor a known other number (age, grade, year, name)."""
    return _read(text)[1]


def _read(text: str) -> tuple[tuple[PlannedTarget, ...], tuple[str, ...]]:
    if len(text) > MAX_LENGTH:
        return (), tuple(text[start:end] for start, end in loose_digits(text[:MAX_LENGTH]))
    marked = _mark(text)
    targets: list[PlannedTarget] = []
    unread: list[tuple[int, int]] = []
    seen: list[tuple[int, int]] = []
    former: str | None = None
    for statement in _statements(text, marked):
        read = [statement.target(index, former) for index in range(len(statement.figures))]
        for figure, target in zip(statement.figures, read, strict=True):
            seen.append((figure.at, figure.end))
            if target:
                targets.append(target)
            else:
                unread.append(seen[-1])
        former = read[-1].per if read and read[-1] else None
    unread += loose_digits(blank(marked.text, seen))
    return tuple(targets), tuple(text[start:end].strip(" .,;:()") for start, end in sorted(unread))


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text with everything blanked out that is neither figure nor noun, and what the blanked words said."""

    text: str
    periods: list[Mark]
    each: list[Mark]


def _mark(text: str) -> _Marked:
    def take(marks: Iterable[Mark]) -> list[Mark]:
        nonlocal text
        taken = list(marks)
        text = blank(text, [(mark.start, mark.end) for mark in taken])
        return taken

    def matches(regex: re.Pattern[str]) -> Iterator[Mark]:
        return (Mark(*match.span(), match[0]) for match in regex.finditer(text))

    take(matches(_QUOTED))
    take(matches(ORDINAL))
    periods = [_period(mark, text) for mark in words("periods").find(text)]
    take(periods)
    take(words("not_counted").find(text))
    take(matches(_ABBREVIATION))
    each = [Mark(m.start, m.end, words("each").first(m.code) or "") for m in take(matches(_each_phrase()))]
    each += take(words("each_alone").find(text))
    return _Marked(text, periods, sorted(each))


@cache
def _each_phrase() -> re.Pattern[str]:
    each_word, whom = phrase(lexicon()["each_word"]), words("each").pattern
    return re.compile(rf"{each_word}(?:\s+[^\W\d]\w*){{0,4}}?\s+(?:{whom})(?:/\s?\w+)?", re.IGNORECASE)


def _period(mark: Mark, text: str) -> Mark:
    if mark.code != "years":
        return mark
    years = figures(text, mark.start, mark.end)[0].value
    return mark._replace(code=lexicon()["years"].get(years, "plan_period"))


def _statements(printed: str, marked: _Marked) -> Iterator[_Statement]:
    """Cut a text at the ends of sentences and before a figure that follows another one unconnected."""
    start = 0
    for sentence_end in _SENTENCE_END.finditer(marked.text):
        group: list[Figure] = []
        for figure in figures(marked.text, start, sentence_end.start()):
            if group and not _BETWEEN.search(marked.text, group[-1].end, figure.start):
                yield _Statement(printed, marked, start, figure.start, group)
                start, group = figure.start, []
            group.append(figure)
        yield _Statement(printed, marked, start, sentence_end.start(), group)
        start = sentence_end.end()


@dataclass
class _Statement:
    """A stretch of a planned result whose figures share words."""

    printed: str
    marked: _Marked
    start: int
    end: int
    figures: list[Figure]

    def target(self, index: int, former: str | None) -> PlannedTarget | None:
        """The reading of one figure.

        Args:
            index: Position of the figure in the statement.
            former: Time of the statement before, for one that continues it: `2 grupas gadā. 50 dalībnieku.`

        Returns:
            None where the lexicon has no noun for the figure.
        """
        figure, noun = self.figures[index], self.nouns[index]
        change = words("changes").first(self.text[self.start : self.end]) if figure.is_by else None
        if figure.upper is not None and figure.upper < figure.value:
            return None
        if figure.is_share:
            measure, audience = noun or ("", None)
            noun = (change, None) if change else ("share", audience or lexicon()["share_of"].get(measure))
        elif noun is None or change:
            return None
        per = self._per(index) or (former if self._is_headcount() else None) or "plan_period"
        return PlannedTarget(*noun, figure.low, figure.high, per, self._each(index), self._words(index))

    @property
    def text(self) -> str:
        """The text without what is blanked."""
        return self.marked.text

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """The words of each figure: all of them for an only figure, else up to the next sign or `un`."""
        cuts = [list(_BETWEEN.finditer(self.text, a.end, b.start)) for a, b in pairwise(self.figures)]
        lefts = [self.start, *(cut[-1].end() for cut in cuts)]
        rights = [*(cut[0].start() for cut in cuts), self.end]
        closing = self.text.find(")", self.figures[-1].end, self.end)
        if cuts and closing >= 0 and self._depth(self.figures[-1].start) > 0:
            rights[-1] = closing
        return list(zip(lefts, rights, strict=True))

    @cached_property
    def terms(self) -> list[tuple[int, int]]:
        """The terms of a sum, `20 grupas (katrā 12) = 240 speciālisti gadā = 1200`, else the whole statement."""
        signs = [match.start() for match in _EQUALS.finditer(self.text, self.figures[0].end, self.end)]
        return list(pairwise([self.start, *(sign for sign in signs if self._depth(sign) <= 0), self.end]))

    @cached_property
    def nouns(self) -> list[Noun | None]:
        """What each figure counts; a bare figure counts what the one before it does, `katrā 12` what the next does."""
        nouns: list[Noun | None] = []
        bare = []
        for figure, (left, right) in zip(self.figures, self.parts, strict=True):
            after = re.split("[(),;:=]", self.text[figure.end : right])[0]
            has_words = re.search(r"[^\W\d]", after)
            nouns.append(_head(after, figure) if has_words else _last_noun(self.text[left : figure.start]))
            if not has_words and nouns[-1] is None:
                bare.append(len(nouns) - 1)
        for index in bare:
            neighbour = index + 1 if self._is_bare_each(index) else index - 1
            nouns[index] = nouns[neighbour] if 0 <= neighbour < len(nouns) else None
        return nouns

    def _per(self, index: int) -> str | None:
        """Own time, else the one that closes the term (`5 lekcijas, 3 semināri gadā`), else the one that opens it."""
        figure = self.figures[index]
        start, end = next(term for term in self.terms if figure.at < term[1])
        inside = [other for other in self.figures if start <= other.at < end]
        near = _nearest(self.marked.periods, figure, self.parts[index])
        closing = (mark.code for mark in self.marked.periods if inside[-1].end <= mark.start < end)
        opening = (mark.code for mark in self.marked.periods if start <= mark.start < inside[0].start)
        # `4 grupas = 20 grupas 5 gados`: the term of a sum that has no time is a year's
        return near or next(closing, None) or next(opening, None) or ("year" if len(self.terms) > 1 else None)

    def _each(self, index: int) -> str | None:
        near = _nearest(self.marked.each, self.figures[index], self.parts[index])
        if near:
            return near
        if index and (self._is_bare_each(index) or self._is_factor(index)):
            outer = self.nouns[index - 1]
            return lexicon()["each_of"].get(outer[0]) if outer else None
        opening = (mark.code for mark in self.marked.each if self.start <= mark.start < self.figures[0].start)
        return next(opening, None)

    def _is_headcount(self) -> bool:
        begins = not self.text[self.start : self.figures[0].start].strip()
        noun = self.nouns[0]
        return begins and len(self.figures) == 1 and noun is not None and noun[0] == "participants"

    def _is_bare_each(self, index: int) -> bool:
        before = self.text[self.parts[index][0] : self.figures[index].start]
        return re.search(phrase(lexicon()["each_word"]) + r"\s*$", before, re.IGNORECASE) is not None

    def _is_factor(self, index: int) -> bool:
        """`4 grupas (līdz 20 vecākiem = 80 vecāki)`: 20 for each of the four."""
        if index + 1 == len(self.figures):
            return False
        outer, figure, product = self.figures[index - 1 : index + 2]
        is_equated = "=" in self.text[figure.end : product.start] and self._depth(figure.start) > 0
        return is_equated and outer.value * figure.value == product.value

    def _depth(self, at: int) -> int:
        return self.text.count("(", self.start, at) - self.text.count(")", self.start, at)

    def _words(self, index: int) -> str:
        left, right = self.parts[index]
        part = re.sub(r"^[\s.,;:=–—-]*(?:un\s+)?|[\s.,;:=–—-]+$", "", self.printed[left:right])
        return part[:-1].rstrip() if part.endswith(")") and part.count(")") > part.count("(") else part


def _nearest(marks: list[Mark], figure: Figure, part: tuple[int, int]) -> str | None:
    own = [mark for mark in marks if part[0] <= mark.start < part[1]]
    return next((mark.code for mark in own if mark.start >= figure.start), own[-1].code if own else None)


def _head(after: str, figure: Figure) -> Noun | None:
    """The noun that a figure counts: the first one known, or the one it is the genitive of (`jauniešu projekti`)."""
    marks = [mark for mark in words("nouns").find(after) if mark.code != "none"]
    if figure.is_share:  # "60% iesaistās skolās": where, not who
        marks = [mark for mark in marks if not re.search("[āē]s?$|os$", after[mark.start : mark.end])]
    if not marks:
        return None
    head = marks[0]
    for mark in marks[1:]:
        is_next = after[head.end : mark.start].isspace()
        if not is_next or not _governs(after[head.start : head.end], after[mark.start : mark.end], figure.value == 1):
            break
        head = mark
    is_at_risk = re.search(phrase(lexicon()["risk_word"]), after[: head.start], re.IGNORECASE) is not None
    return _noun(head.code, is_at_risk)


def _governs(word: str, following: str, is_singular: bool) -> bool:
    """Whether `word` is a genitive that belongs to `following`; a locative or dative says where or for whom."""
    if _LOCATIVE_OR_DATIVE.search(following.lower()):
        return False
    genitives = ("as", "es") if is_singular else ("as", "es", "a")
    return word.lower().endswith("u") or (word.lower().endswith(genitives) and not following.lower().endswith("u"))


def _last_noun(before: str) -> Noun | None:
    codes = [mark.code for mark in words("nouns").find(before) if mark.code != "none"]
    return _noun(codes[-1], False) if codes else None


def _noun(code: str, is_at_risk: bool) -> Noun:
    measure, _, audience = code.partition("/")
    if is_at_risk and audience in lexicon()["learner_audiences"]:
        audience = "at_risk_learners"
    return measure, audience or None
