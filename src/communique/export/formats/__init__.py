"""Records in other people's formats: one module a format, each with a function `export(records, out)`.

`out` is a binary file, or for formats of several files a `Folder`. `FORMATS` names them all; a format's module,
and what it needs, is loaded only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import IO, NamedTuple, cast

from communique.export.writing import Folder, MissingPackageError
from communique.record import Record

__all__ = ["FORMATS", "Folder", "Format", "MissingPackageError"]


class Format(NamedTuple):
    """A format.

    Attributes:
        name: What the command line calls it; its module's name.
        title: What people call it.
        folder: Whether it is a folder of files rather than one file.
    """

    name: str
    title: str
    folder: bool = False

    def export(self, records: Iterable[Record], out: IO[bytes] | Folder) -> None:
        """Write the records, in the order given.

        Args:
            records: The records; they are asked for one by one.
            out: A binary file; for a format that is a folder, what opens its files.

        Raises:
            MissingPackageError: The format needs a package that is not installed.
            OSError: `out` cannot be written.
        """
        import_module(f"{__name__}.{self.name}").export(records, cast("Folder", out))


#: All formats, by name.
FORMATS = {
    format.name: format
    for format in (
        Format("jsonl", "JSON Lines of whole records"),
        Format("csv", "CSV tables", folder=True),
        Format("parquet", "Parquet tables", folder=True),
        Format("plover", "POLECAT's event table, with evidence", folder=True),
        Format("ftm", "FollowTheMoney entities"),
        Format("webannotation", "W3C Web Annotation"),
        Format("schemaorg", "schema.org with PROV-O"),
        Format("timeml", "TimeML", folder=True),
        Format("brat", "brat standoff", folder=True),
        Format("labelstudio", "Label Studio tasks", folder=True),
        Format("graphml", "GraphML"),
        Format("gexf", "GEXF"),
        Format("geojson", "GeoJSON"),
        Format("ics", "iCalendar, of planned meetings"),
    )
}
