"""GraphML and GEXF, read back by networkx: both are the same graph."""

from __future__ import annotations

import io

import msgspec
import networkx as nx
import pytest

from communique.export.graph import Edge, graph
from communique.export.plain import clean
from communique.record import Record


def read(name: str, data: bytes) -> nx.MultiDiGraph:
    """The graph, each node and edge with its fields alone."""
    whole = nx.MultiDiGraph(
        nx.read_graphml(io.BytesIO(data), force_multigraph=True)
        if name == "graphml"
        else nx.read_gexf(io.BytesIO(data), version="1.3")
    )
    for _, fields in whole.nodes(data=True):
        fields.pop("mode", None)
    return whole


def edges(whole: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    labels = nx.get_node_attributes(whole, "label")
    return {(labels[a], fields["relation"], labels[b]) for a, b, fields in whole.edges(data=True)}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_who_is_what_to_whom(stream, record: Record, name: str) -> None:
    whole = read(name, stream(name, record))
    assert {
        ("Sergey Lavrov", "took part in", "meeting of Sergey Lavrov and Mukhtar Tileuberdi"),
        ("meeting of Sergey Lavrov and Mukhtar Tileuberdi", "was at", "Astana"),
        ("Kazakhstan", "said", "“to help”"),
        ("“to help”", "was said to", "Russia"),
        ("“to help”", "on the word of", "“that Astana had asked Moscow to help”"),
        ("“that Astana had asked Moscow to help”", "on the word of", "statement of Kazakhstan"),
        ("statement of Kazakhstan", "speaks for", "Kazakhstan"),
        ("Russia", "did", "“help”"),
        ("“to help”", "tells of", "“help”"),
    } <= edges(whole)
    kinds = nx.get_node_attributes(whole, "kind")
    assert sorted(kinds.values()).count("actor") == 5
    assert list(kinds.values()).count("event") == 1, "the meeting stands twice"


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_nothing_of_the_graph_is_lost(stream, record: Record, hostile: Record, name: str) -> None:
    parts = list(graph([record, hostile, record]))
    data = stream(name, record, hostile, record)
    whole = read(name, data)
    nodes = {part.id: part for part in parts if not isinstance(part, Edge)}
    assert set(whole) == set(nodes)
    assert data.count(b"<node ") == len(nodes)
    for iri, fields in whole.nodes(data=True):
        assert fields["label"] == clean(nodes[iri].fields["label"])
        assert fields["kind"] == nodes[iri].fields["kind"]
    links = sorted((part.source, part.target, part.fields["relation"]) for part in parts if isinstance(part, Edge))
    assert sorted((a, b, fields["relation"]) for a, b, fields in whole.edges(data=True)) == links


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_actors_of_two_documents_are_one_node_and_their_groups_are_not(stream, record: Record, name: str) -> None:
    group = msgspec.structs.replace(record.actors[1], kind="group")
    first = msgspec.structs.replace(record, actors=(record.actors[0], group, *record.actors[2:]))
    second = msgspec.structs.replace(first, document=msgspec.structs.replace(record.document, id="other.txt"))
    labels = list(nx.get_node_attributes(read(name, stream(name, first, second)), "label").values())
    assert labels.count("Sergey Lavrov") == 1
    assert labels.count("Mukhtar Tileuberdi") == 2


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_coordinates_are_numbers(stream, record: Record, name: str) -> None:
    place = msgspec.structs.replace(record.places[0], latitude=51.18, longitude=-71.45)
    whole = read(name, stream(name, msgspec.structs.replace(record, places=(place,))))
    assert set(nx.get_node_attributes(whole, "longitude").values()) == {-71.45}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_no_records_are_an_empty_graph(stream, name: str) -> None:
    assert len(read(name, stream(name))) == 0
