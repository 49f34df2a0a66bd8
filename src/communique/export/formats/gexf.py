"""GEXF 1.3 (Gephi): the graph of `graph`. All nodes come before the first edge, so edges wait in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from communique.export.graph import EDGE_FIELDS, NODE_FIELDS, NUMBERS, Edge, graph
from communique.export.markup import Xml
from communique.record import Record

_NAMESPACE = "http://gexf.net/1.3"


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write one graph."""
    xml, edges = Xml(out), list[Edge]()
    with (
        xml.element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"}),
        xml.element("graph", {"defaultedgetype": "directed", "mode": "static"}),
    ):
        for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
            with xml.element("attributes", {"class": scope}):
                for name in fields:
                    type = "double" if name in NUMBERS else "string"
                    xml.leaf("attribute", {"id": f"{scope}-{name}", "title": name, "type": type})
        with xml.element("nodes"):
            for part in graph(records):
                if isinstance(part, Edge):
                    edges.append(part)
                else:
                    xml.newline()
                    _write(xml, "node", {"id": part.id, "label": part.fields.get("label", "")}, part.fields)
        with xml.element("edges"):
            for number, edge in enumerate(edges):
                xml.newline()
                ends = {"source": edge.source, "target": edge.target, "label": edge.fields["relation"]}
                _write(xml, "edge", {"id": f"e{number}", **ends}, edge.fields)


def _write(xml: Xml, tag: str, attributes: dict[str, str], fields: dict[str, str]) -> None:
    with xml.element(tag, attributes), xml.element("attvalues"):
        for name, value in fields.items():
            xml.leaf("attvalue", {"for": f"{tag}-{name}", "value": value})
