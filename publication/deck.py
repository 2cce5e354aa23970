"""A deck of slides on the results of a year: every slide with its title, its status and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from publication import sentences, slide_parts
from publication.characters import readable, shortened
from publication.phrases import Phrases, load_phrases
from publication.results import Results
from publication.slide_parts import HEIGHT_CM, MARGIN_CM, WIDTH_CM
from publication.table_document import LONGEST, language_tag

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_TOP, _BOTTOM = 3.2, HEIGHT_CM - 1.6
_WIDTH = WIDTH_CM - 2 * MARGIN_CM


@dataclass(frozen=True)
class Deck:
    """The slides being made, and what they are made from; `down` says how far below the title something begins."""

    presentation: Presentation
    results: Results
    phrases: Phrases
    language: str

    @classmethod
    def on(cls, results: Results) -> Deck:
        """A deck without slides that says of itself what it is."""
        phrases = load_phrases()
        language = language_tag()
        deck = cls(slide_parts.new_presentation(language), results, phrases, language)
        title = phrases["slides"]["title"].format(municipality=results.municipality_name, year=results.year)
        properties = deck.presentation.core_properties
        properties.title, properties.subject = readable(title)[:LONGEST], readable(results.plan.plan_title)[:LONGEST]
        properties.author = properties.last_modified_by = readable(results.municipality_name)[:LONGEST]
        properties.content_status, properties.language = deck.status, deck.language
        properties.created, properties.modified, properties.revision = deck.day, deck.day, 1
        return deck

    @property
    def status(self) -> str:
        """Whether it is a draft, and whether its figures are invented."""
        return sentences.status(self.results, self.phrases)

    @property
    def day(self) -> datetime:
        """What the files in it are dated with: no clock, the same results give the same bytes."""
        return datetime.combine(sentences.last_day(self.results.periods), time())

    def slide(self, title: str) -> Slide:
        """A new slide."""
        number = len(self.presentation.slides) + 1
        footer = f"{self.status} · {shortened(self.results.municipality_name, 60)} · {number}"
        return slide_parts.add_slide(self.presentation, title, footer, self.language)

    def text(self, slide: Slide, lines: Sequence[str], down: float = 0, size: int = 20) -> None:
        """Paragraphs over the width of a slide."""
        box = (MARGIN_CM, _TOP + down, _WIDTH, _BOTTOM - _TOP - down)
        slide_parts.add_text(slide, lines, box, self.language, size)

    def pairs(self, slide: Slide, caption: str, pairs: Sequence[tuple[str, str]], down: float = 0) -> None:
        """Names and what belongs to them."""
        box = (MARGIN_CM, _TOP + down, _WIDTH, 1.4 * len(pairs))
        slide_parts.add_table(slide, caption, pairs, (1, 2), box, self.language, 18, has_header=False)

    def table(
        self,
        slide: Slide,
        caption: str,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        down: float = 0,
        size: int = 16,
    ) -> None:
        """A table, its first row the headings."""
        box = (MARGIN_CM, _TOP + down, _WIDTH, 1.05 * len(rows))
        slide_parts.add_table(slide, caption, rows, widths, box, self.language, size)

    def bars(
        self, slide: Slide, caption: str, bars: Sequence[tuple[str, int]], down: float = 0, most: float = _BOTTOM
    ) -> None:
        """How many there are of what, as high as they need and at most so high."""
        if not bars:
            return self.text(slide, [self.phrases["page"]["empty"]], down)
        box = (MARGIN_CM, _TOP + down, _WIDTH, min(2.2 * len(bars), most, _BOTTOM - _TOP - down))
        return slide_parts.add_bars(slide, caption, self.phrases["summary"]["count"], bars, box, self.day)
