"""A gazetteer of a dump of GeoNames, in the form of its readme."""

import zipfile

import pytest

from communique.knowledge import Gazetteer, GazetteerError
from communique.knowledge.gazetteer_file import Row, Spelling, write
from communique.knowledge.geonames import MalformedDumpError, dump, size, spellings


def line(id, name, code, others="", country="KZ", division="01", district="", people=0, point=(51.1, 71.4)):
    feature = code.split(".")
    fields = [
        id,
        name,
        name,
        others,
        *point,
        *feature,
        country,
        "",
        division,
        district,
        "",
        "",
        people,
        "",
        0,
        "",
        "",
    ]
    return "\t".join(map(str, fields)) + "\n"


DUMP = (
    line(1, "Kazakhstan", "A.PCLI", division="00")
    + line(2, "Tütikkala", "P.PPL", others="Tutikkala Auyly,TTK,тутиккала", people=900)
    + line(3, "Qarasay", "P.PPLA", others="Karasai,QRS", people=90_000, district="0102")
    + line(4, "Qarasay Audany", "A.ADM2", others="Karasai District", district="0102")
    + line(5, "Lake Shaitan", "H.LK")
    + line(6, "Well of Baimurat", "H.WLL")
    + line(7, "Hall of Accord", "S.PAL", point=(51.25, 71.5))
)


@pytest.fixture
def gazetteer(tmp_path):
    text, made = tmp_path / "KZ.txt", tmp_path / "made.sqlite"
    text.write_text(DUMP, encoding="utf-8")
    assert write(made, dump([text]), "a test") == 5
    return Gazetteer(made)


def test_places_of_every_kind_that_news_names(gazetteer):
    kinds = {name: gazetteer.lookup(name)[0].kind for name in ("Tutikkala", "Lake Shaitan", "Hall of Accord")}
    assert kinds == {"Tutikkala": "city", "Lake Shaitan": "water", "Hall of Accord": "site"}
    assert gazetteer.lookup("Well of Baimurat") == ()
    assert gazetteer.lookup("Kazakhstan") == ()
    (hall,) = gazetteer.lookup("hall of accord")
    assert (hall.latitude, hall.longitude, hall.country, hall.geonameid) == (51.25, 71.5, "KAZ", 7)


def test_other_names_of_known_places_only(gazetteer):
    assert [one.name for one in gazetteer.lookup("Karasai")] == ["Qarasay"]
    assert [one.district for one in gazetteer.lookup("Karasai District")] == ["0102"]
    assert gazetteer.lookup("Tutikkala Auyly") == ()
    assert gazetteer.lookup("QRS") == ()


def test_a_zip_file_and_names_with_their_days(tmp_path):
    packed, names, made = tmp_path / "KZ.zip", tmp_path / "alternateNamesV2.txt", tmp_path / "made.sqlite"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "What this is.")
        archive.writestr("KZ.txt", DUMP)
    names.write_text(
        "10\t3\ten\tLeninskoye\t\t\t\t1\t1938\t1993-05-06\n"
        "11\t3\tru\tЛенинское\t\t\t\t1\t1938\t\n"
        "12\t3\tiata\tQRS\t\t\t\t\t\t\n"
        "13\t99\ten\tElsewhere\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    assert size(packed) == len(DUMP.encode())
    read = []
    write(made, dump([packed], read.append), "a test", spellings(names, read.append))
    assert sum(read) == size(packed) + size(names)
    (former,) = Gazetteer(made).lookup("Leninskoye")
    assert (former.name, former.start, former.end, former.own) == ("Qarasay", "1938-01-01", "1993-05-06", False)
    assert Gazetteer(made).lookup("Elsewhere") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("only\tthree\tfields\n", "line 1: 3 fields"),
        (DUMP + line(8, "Qala", "P.PPL", people="many"), "line 8"),
        ("", "no places"),
    ],
)
def test_what_is_no_dump_is_refused_and_nothing_left_behind(tmp_path, text, message):
    path, made = tmp_path / "dump.txt", tmp_path / "made.sqlite"
    path.write_text(text)
    with pytest.raises(GazetteerError, match=message):
        write(made, dump([path]), "a test")
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_that_are_no_text_and_archives_without_one(tmp_path):
    path = tmp_path / "dump.txt"
    path.write_bytes(b"\xff\xfe\t" * 18)
    with pytest.raises(MalformedDumpError, match="not UTF-8"):
        list(dump([path]))
    packed = tmp_path / "dump.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("picture.png", b"")
    with pytest.raises(MalformedDumpError, match="no text"):
        list(dump([packed]))


def test_the_order_of_the_source_does_not_matter(tmp_path):
    rows = [
        Row(n, name, "city", "KZ", "01", "", 50 + n / 10, 70, people, ("Ust-Aral",))
        for n, name, people in ((1, "Aral", 50_000), (2, "Aral", 400), (3, "Tau", 20_000))
    ]
    said = [Spelling(2, "Old Aral", "", "1961-01-01")]
    digests = set()
    for number, order in enumerate((rows, rows[::-1])):
        write(tmp_path / f"{number}", order, "a test", said)
        digests.add(Gazetteer(tmp_path / f"{number}").digest)
    assert len(digests) == 1
    made = Gazetteer(tmp_path / "0")
    assert [one.geonameid for one in made.lookup("Aral")] == [1, 2]
    assert [one.geonameid for one in made.lookup("Ust-Aral")] == [1, 3]
    assert made.lookup("Old Aral")[0].end == "1961-01-01"
