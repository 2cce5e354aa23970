"""What writer and reader of the review workbook agree on."""

from __future__ import annotations

import hashlib
import unicodedata

FORM = "review"
"""What a receipt calls it."""
VERSION = 1
IDENTITY = ("form", "version", "municipality", "year", "plan_id", "demo")
INDEX_SHEET = "_pma_index"
"""Very hidden: one line a cell that was written, with what stood there."""
INDEX = ("sheet", "cell", "kind", "key", "field", "facts", "value")
"""`kind`, `key`, `field` and `facts` name a text and are empty for a cell that cannot be edited; `value` is what stands
in the cell, of a text only its fingerprint."""

ACCEPTED = "Pieņemts"
"""The mark a person sets beside a text; its cell is the next one to the right."""
LONGEST_TEXT = 5_000


def fingerprint(text: str) -> str:
    """Sixteen hexadecimal digits that are the same for texts that nobody would tell apart."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    plain = "\n".join(" ".join(line.split()) for line in lines).strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
