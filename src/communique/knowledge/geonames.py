"""Reads dumps of GeoNames, as https://download.geonames.org/export/dump/readme.txt describes them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from communique.knowledge.gazetteer import GazetteerError, Kind
from communique.knowledge.gazetteer_file import Row, Spelling, in_print

#: Kinds by GeoNames' feature codes; what is not here (wells, farms, schools) is in no news as a place of its own.
_CODES: Mapping[Kind, str] = {
    "division": "A.ADM1 A.ADM2 A.ADM3 A.ADM4 A.ADMD A.ADM1H A.ADM2H",
    "water": "H.OCN H.SEA H.GULF H.BAY H.STRT H.CHN H.LK H.LKS H.RSV H.STM H.STMI H.STMS H.CNL H.HBR H.SD H.LGN "
    "H.FJD H.FLLS",
    "region": "L.CONT L.RGN L.RGNE L.RGNH L.AREA L.PRK A.TERR A.ZN T.ISL T.ISLS T.ATOL T.PEN T.CAPE T.DSRT T.MT "
    "T.MTS T.PK T.HLLS T.PLAT T.PLN T.VAL T.VALS T.PASS T.DLTA",
    "site": "S.PAL S.AIRP S.AIRB L.MILB L.NVB S.DIP S.GOVL S.NUC S.CTRB S.CSTL S.MUS S.UNIV S.SQR S.STDM S.PRN "
    "L.REFC",
}
_FEATURES: Mapping[str, Kind] = {code: kind for kind, codes in _CODES.items() for code in codes.split()}
#: After how many bytes progress is told.
_OFTEN = 1 << 20
#: The fields of a line of a dump, and of a line of its `alternateNamesV2.txt`.
_PLACE, _SPELLING = 19, (8, 10)


class MalformedDumpError(GazetteerError):
    """What was to be a dump of GeoNames is none; says where it goes wrong."""


def dump(paths: Iterable[Path], read: Callable[[int], object] = lambda _: None) -> Iterator[Row]:
    """The places of dumps of GeoNames (`allCountries.zip`, `cities500.txt`, `FR.zip`).

    Args:
        paths: Text files, or ZIP files with one in them.
        read: Is told how many bytes were read since it was last told.

    Raises:
        MalformedDumpError: A line is not of a dump; the message names file and line.
        OSError: A file cannot be read.
    """
    return chain.from_iterable(_dump(path, read) for path in paths)


def source(paths: Iterable[Path]) -> str:
    """What a gazetteer of dumps says of where it is from."""
    return f"GeoNames (geonames.org), CC BY 4.0: {', '.join(path.name for path in paths)}"


def size(path: Path) -> int:
    """How many bytes reading a dump will come to.

    Raises:
        MalformedDumpError: It is a ZIP file without a text.
        OSError: It cannot be read.
    """
    if not zipfile.is_zipfile(path):
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return _text(path, archive).file_size


def _dump(path: Path, read: Callable[[int], object]) -> Iterator[Row]:
    for number, fields in _lines(path, read):
        if len(fields) != _PLACE:
            raise MalformedDumpError(f"{path}, line {number}: {len(fields)} fields, where a dump has {_PLACE}")
        kind = "city" if fields[6] == "P" else _FEATURES.get(f"{fields[6]}.{fields[7]}")
        if kind is None:
            continue
        try:
            yield _row(fields, kind)
        except ValueError as error:
            raise MalformedDumpError(f"{path}, line {number}: {error}") from None


def _row(fields: list[str], kind: Kind) -> Row:
    return Row(
        int(fields[0]),
        fields[1],
        kind,
        fields[8],
        fields[10],
        fields[11],
        float(fields[4]),
        float(fields[5]),
        int(fields[14] or 0),
        tuple(fields[3].split(",")),
    )


def spellings(path: Path, read: Callable[[int], object] = lambda _: None) -> Iterator[Spelling]:
    """The English names, and those of no language, of GeoNames' `alternateNamesV2.txt` or its ZIP file.

    Raises:
        MalformedDumpError: A line is not of such a file; the message names file and line.
        OSError: The file cannot be read.
    """
    for number, fields in _lines(path, read):
        if not _SPELLING[0] <= len(fields) <= _SPELLING[1] or not fields[1].isdecimal():
            raise MalformedDumpError(f"{path}, line {number}: no line of alternateNamesV2")
        language, name = fields[2], fields[3]
        if language in {"en", ""} and in_print(name):
            start, end = ([*fields[8:], "", ""])[:2]
            yield Spelling(int(fields[1]), name, _first_day(start), _first_day(end))


def _first_day(field: str) -> str:
    """The first day of a year, or a day; empty for what is neither (GeoNames leaves the form open)."""
    field = field.strip()
    if len(field) == 4 and field.isdecimal():
        return f"{field}-01-01"
    return field if len(field) == 10 and field[4] == field[7] == "-" else ""


def _lines(path: Path, read: Callable[[int], object]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file, numbered, cut at tabs."""
    number = unsaid = 0
    with _opened(path) as lines:
        try:
            for number, line in enumerate(lines, start=1):
                unsaid += len(line)
                if unsaid > _OFTEN:
                    read(unsaid)
                    unsaid = 0
                if line.strip() and not line.startswith(b"#"):
                    yield number, line.decode("utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            raise MalformedDumpError(f"{path}, line {number}: not UTF-8") from None
        except (zipfile.BadZipFile, EOFError) as error:
            raise MalformedDumpError(f"{path}: {error}") from None
    read(unsaid)


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[bytes]]:
    """The lines of a text file, or of the largest text in a ZIP file."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as lines:
            yield lines
        return
    with zipfile.ZipFile(path) as archive, archive.open(_text(path, archive)) as packed:
        yield packed


def _text(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    texts = [item for item in archive.infolist() if item.filename.endswith(".txt")]
    if not texts:
        raise MalformedDumpError(f"{path}: there is no text in it")
    return max(texts, key=lambda item: item.file_size)
