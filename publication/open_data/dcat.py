"""`dcat.jsonld`: the description that data portals harvest, in the terms of DCAT-AP 3."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ingest.typography import written_language
from publication.open_data.tables import licence, tables
from publication.open_data.words import Words
from publication.results import Results

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"

WORKBOOK = "dati.xlsx"

_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_CSV = (f"{_EU}/file-type/CSV", f"{_IANA}/text/csv")
_XLSX = (
    f"{_EU}/file-type/XLSX",
    f"{_IANA}/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


def describe_dataset(results: Results, words: Words, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Describe the data of a publication as one data set whose files are its distributions.

    Addresses of files are relative to where the description lies, so that it holds wherever it is published.

    Args:
        results: What the marts hold.
        words: What the data are called.
        files: The files by their place in the publication.

    Returns:
        The content of `dcat.jsonld`.
    """
    dataset = {
        "@context": _CONTEXT,
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": words.identifier,
        "dct:title": _worded(words.title),
        "dct:description": _worded(words.description),
        "adms:versionNotes": _worded(words.status),
        "dct:publisher": {
            "@type": ["foaf:Agent", "foaf:Organization"],
            "foaf:name": _latvian(results.municipality_name),
            "dct:type": {"@id": "http://purl.org/adms/publishertype/LocalAuthority"},
        },
        "dct:language": _languages(),
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/ANNUAL"},
        "dcat:theme": {"@id": f"{_EU}/data-theme/EDUC"},
        "dcat:keyword": [_worded(keyword) for keyword in words.keywords],
        "dct:temporal": [_period(period.start_date, period.end_date) for period in results.whole_periods],
        "dcat:distribution": _distributions(words, files, is_final=results.edition is not None),
    }
    if results.plan.supervisor:
        contact = {"@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": _latvian(results.plan.supervisor)}
        dataset["dcat:contactPoint"] = contact
    return dataset


def _distributions(words: Words, files: Mapping[str, bytes], *, is_final: bool) -> list[dict[str, Any]]:
    described = [(table.path, table.title, table.description, _CSV) for table in tables()]
    described.append((WORKBOOK, words.title, words.description, _XLSX))
    status = f"{_EU}/distribution-status/{'COMPLETED' if is_final else 'DEVELOP'}"
    return [
        {
            **_distribution(path, title, description, kind, files[path]),
            "adms:status": {"@id": status},
            "adms:versionNotes": _worded(words.status),
        }
        for path, title, description, kind in described
    ]


def _distribution(path: str, title: str, description: str, kind: tuple[str, str], content: bytes) -> dict[str, Any]:
    file_type, media_type = kind
    return {
        "@id": f"#{path}",
        "@type": "dcat:Distribution",
        "dct:title": _worded(title),
        "dct:description": _worded(description),
        "dcat:accessURL": {"@id": path},
        "dcat:downloadURL": {"@id": path},
        "dct:format": {"@id": file_type},
        "dcat:mediaType": {"@id": media_type},
        "dct:license": {"@id": licence().authority},
        "dct:language": _languages(),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(content))},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": hashlib.sha256(content).hexdigest()},
        },
    }


def _period(first: Any, last: Any) -> dict[str, Any]:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": first.isoformat()},
        "dcat:endDate": {"@type": "xsd:date", "@value": last.isoformat()},
    }


def _languages() -> dict[str, str] | list[dict[str, str]]:
    """The language of the words, and Latvian: that of the plan's texts."""
    latvian, english = ({"@id": f"{_EU}/language/{code}"} for code in ("LAV", "ENG"))
    return latvian if written_language() == "lv" else [english, latvian]


def _worded(text: str) -> dict[str, str]:
    return {"@language": written_language(), "@value": text}


def _latvian(text: str) -> dict[str, str]:
    """A name: it is Latvian whatever language stands around it."""
    return {"@language": "lv", "@value": text}
