"""GraphML: the graph of `graph`, nodes and edges as they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from communique.export.graph import EDGE_FIELDS, NODE_FIELDS, NUMBERS, Edge, graph
from communique.export.markup import Xml
from communique.record import Record

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def export(records: Iterable[Record], out: IO[bytes]) -> None:
    """Write one graph."""
    xml = Xml(out)
    with xml.element("graphml", {"xmlns": _NAMESPACE}):
        for scope, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
            for name in fields:
                type = "double" if name in NUMBERS else "string"
                xml.leaf("key", {"id": f"{scope}-{name}", "for": scope, "attr.name": name, "attr.type": type})
        with xml.element("graph", {"edgedefault": "directed"}):
            for number, part in enumerate(graph(records)):
                xml.newline()
                if isinstance(part, Edge):
                    _write(
                        xml,
                        "edge",
                        {"id": f"e{number}", "source": part.source, "target": part.target},
                        part.fields,
                    )
                else:
                    _write(xml, "node", {"id": part.id}, part.fields)
            xml.newline()


def _write(xml: Xml, tag: str, attributes: dict[str, str], fields: dict[str, str]) -> None:
    with xml.element(tag, attributes):
        for name, value in fields.items():
            xml.leaf("data", {"key": f"{tag}-{name}"}, value)
