"""`dcat.jsonld` as a harvester reads it, held against the shapes in `dcat_shapes.ttl`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import DCTERMS, FOAF, Graph, Literal, Namespace, URIRef

from publication.open_data.files import render_open_data
from publication.results import read_results

# rdflib's own reader of JSON-LD uses what rdflib is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

BASE = "https://example.org/pmp/2024/dcat.jsonld"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DATASET = URIRef(f"{BASE}#dataset")


def graph_of(description: bytes | str) -> Graph:
    return Graph().parse(data=description, format="json-ld", publicID=BASE)


def errors(graph: Graph) -> list[str]:
    """What the shapes find wrong."""
    conforms, _, report = validate(graph, shacl_graph=str(Path(__file__).with_name("dcat_shapes.ttl")))
    return [] if conforms else report.split("Constraint Violation in")[1:]


@pytest.mark.parametrize("municipality", ["ezerzeme", "kalnava"])
def test_the_description_has_the_shape_that_harvesters_ask_for(marts, municipality):
    graph = graph_of(render_open_data(read_results(marts, municipality, 2024))["dcat.jsonld"])
    assert errors(graph) == []
    assert list(graph.subjects(DCTERMS.identifier, Literal(f"pmp-{municipality}-2024"))) == [DATASET]


def test_it_names_data_publisher_licence_and_time(files):
    graph = graph_of(files["dcat.jsonld"])
    title = "Ezerzemes novads: PMP prevencijas rezultātu dati, 2024. gads"
    assert graph.value(DATASET, DCTERMS.title) == Literal(title, lang="lv")
    assert str(graph.value(DATASET, DCTERMS.description)).endswith(" Darba versija, nav publicējama.")
    publisher = graph.value(DATASET, DCTERMS.publisher)
    assert graph.value(publisher, FOAF.name) == Literal("Ezerzemes novads", lang="lv")
    contact = graph.value(DATASET, DCAT.contactPoint)
    assert graph.value(contact, VCARD.fn) == Literal("Izglītības pārvalde", lang="lv")
    periods = {
        (str(graph.value(period, DCAT.startDate)), str(graph.value(period, DCAT.endDate)))
        for period in graph.objects(DATASET, DCTERMS.temporal)
    }
    assert periods == {("2024-01-01", "2024-12-31"), ("2023-09-01", "2024-08-31")}


def test_a_plan_without_supervisor_names_no_contact(marts):
    graph = graph_of(render_open_data(read_results(marts, "kalnava", 2024))["dcat.jsonld"])
    assert graph.value(DATASET, DCAT.contactPoint) is None


def test_it_vouches_for_every_file_where_it_lies(files):
    graph = graph_of(files["dcat.jsonld"])
    described = {}
    for distribution in graph.objects(DATASET, DCAT.distribution):
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        place = str(graph.value(distribution, DCAT.downloadURL)).removeprefix("https://example.org/pmp/2024/")
        described[place] = (graph.value(distribution, DCAT.byteSize).toPython(), str(checksum).lower())
    assert described == {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in files.items()
        if name.endswith((".csv", ".xlsx"))
    }


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Replace a property, or take it away where the value is nothing."""

    def apply(description: dict[str, Any]) -> None:
        *way, last = path.split("/")
        for step in way:
            description = description[int(step) if isinstance(description, list) else step]
        if value is None:
            del description[last]
        else:
            description[last] = value

    return apply


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("dct:title", None),
        ("dct:title", {"@language": "en", "@value": "Results"}),
        ("dct:description", None),
        ("adms:versionNotes", None),
        ("dct:publisher", None),
        ("dct:publisher/foaf:name", None),
        ("dct:temporal", None),
        ("dct:temporal/0/dcat:endDate", {"@type": "xsd:date", "@value": "1999-12-31"}),
        ("dcat:distribution", None),
        ("dcat:distribution/0/dct:license", None),
        ("dcat:distribution/8/dct:license", {"@id": "https://example.org/all-rights-reserved"}),
        ("dcat:distribution/0/dcat:accessURL", None),
        ("dcat:distribution/0/dcat:downloadURL", "data/table_4_4.csv"),
        ("dcat:distribution/0/dcat:mediaType", None),
        ("dcat:distribution/0/adms:status", None),
        ("dcat:distribution/0/spdx:checksum/spdx:checksumValue", {"@type": "xsd:hexBinary", "@value": "00"}),
    ],
)
def test_a_spoilt_description_does_not_pass(files, path, value):
    description = json.loads(files["dcat.jsonld"])
    change(path, value)(description)
    assert len(errors(graph_of(json.dumps(description)))) >= 1
