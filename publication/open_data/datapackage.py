"""`datapackage.json`: what the CSV files hold, column by column, as Frictionless Data describes it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ingest.typography import written_language
from publication.open_data.tables import Column, Table, licence, tables
from publication.open_data.words import Words
from publication.results import Results


def describe_package(results: Results, words: Words, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Describe the CSV files of a publication.

    Args:
        results: What the marts hold.
        words: What the data are called.
        files: The files by their place in the publication.

    Returns:
        The content of `datapackage.json`.
    """
    terms = licence()
    return {
        "profile": "tabular-data-package",
        "name": words.identifier,
        "title": words.title,
        "description": words.description,
        "status": words.status,
        "language": written_language(),
        "keywords": words.keywords,
        "licenses": [{"name": terms.name, "title": terms.title, "path": terms.path}],
        "contributors": [{"title": results.municipality_name, "role": "publisher"}],
        "resources": [_resource(table, files[table.path]) for table in tables()],
    }


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": [_field(column) for column in table.columns], **_key(table), "missingValues": [""]},
    }


def _key(table: Table) -> dict[str, list[str]]:
    """The primary key; none where a column of it may be empty, which Table Schema does not allow."""
    required = {column.name for column in table.columns if column.required}
    return {"primaryKey": list(table.key)} if required.issuperset(table.key) else {}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    field = {"name": column.name, "type": column.type, "title": column.title, "description": _meaning(column)}
    return {**field, "constraints": constraints} if constraints else field


def _meaning(column: Column) -> str:
    codes = "; ".join(f"{code} – {words}" for code, words in column.codes.items())
    return f"{column.description}. {codes}" if codes else column.description
