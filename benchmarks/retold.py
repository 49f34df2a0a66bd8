"""Documents for runs over many: our own stories, told again of other people and states, on other days, edited.

The same seed gives the same documents, and no two of them have the same text. They make no sense as news; they
have the length, the layouts and the sentences of it, and as many different names as news has.
"""

from __future__ import annotations

import datetime
import gzip
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.editing import edited
from benchmarks.files import read_inputs
from benchmarks.texts import EXAMPLES
from communique import Document
from communique.knowledge.states import State, states

#: Where our stories are.
STORIES = (EXAMPLES, Path(__file__).parent / "stories")
#: Documents where nobody says how many.
COUNT = 2_000
#: Data sets whose texts are read as well where they lie beside the repository; they are used from there alone.
SETS = ("time/*.jsonl.gz", "places/*.jsonl.gz", "attribution/*.jsonl.gz")

OUTLETS = ("Example Agency", "The Daily Example", "Example Times", "Radio Example", "Example Ministry", None)
#: The people of the stories: all their full names, and last what they are called alone.
PEOPLE = (
    ("Antony Blinken", "Blinken"),
    ("Kassym-Jomart Tokayev", "Tokayev"),
    ("Mukhtar Tileuberdi", "Tileuberdi"),
    ("Shavkat Mirziyoyev", "Mirziyoyev"),
    ("Joseph R. Biden, Jr.", "Joe Biden", "Biden"),
    ("Xi Jinping", "Xi"),
    ("Janet Yellen", "Yellen"),
    ("Alexander Lavrentyev", "Lavrentyev"),
    ("Selçuk Ünal", "Ünal"),
    ("Ali Asghar Khaji", "Khaji"),
    ("Ali Shamkhani", "Shamkhani"),
    ("Musaad bin Mohammed Al-Aiban", "Al-Aiban"),
    ("Wang Yi", "Wang"),
    ("Stéphane Dujarric", "Dujarric"),
    ("António Guterres", "Guterres"),
)
GIVEN = (
    *("Amina", "Boris", "Carla", "Daniel", "Elena", "Farid", "Greta", "Hassan", "Ines", "Jonas", "Katya", "Luis"),
    *("Mariam", "Nikos", "Olga", "Pavel", "Rania", "Samuel", "Tomás", "Ursula", "Viktor", "Wen", "Yusuf", "Zofia"),
)
FAMILY = (
    *("Abdullayev", "Bergström", "Castillo", "Dimitrov", "Eriksen", "Fontaine", "Grigoryan", "Haddad", "Ivanova"),
    *("Jansen", "Kowalski", "Lindqvist", "Mwangi", "Novák", "Okafor", "Petrescu", "Rahimov", "Sørensen", "Takeda"),
    *("Uzun", "Varga", "Weiss", "Yamamoto", "Zhang"),
)
_MONTHS = [datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
_MONTH = r"(?P<month>{})[a-z]*\.?".format("|".join(name[:3] for name in _MONTHS))
_DAY = r"(?P<day>[12]?\d|3[01])"
_DATES = (
    re.compile(rf"\b{_MONTH} {_DAY}\b(?:, (?P<year>\d{{4}}))?"),
    re.compile(rf"\b{_DAY} {_MONTH}(?: (?P<year>\d{{4}}))?(?!\w)"),
)
#: How far the days of a story are moved at most, in weeks: weekdays stay what they are.
_WEEKS = 400


def documents(bench: Path, count: int | None = None, seed: int = 1) -> list[Document]:
    """Our stories told again, and the data sets' texts where they are, in mixed order; of these so many."""
    every = [*retold(COUNT, seed), *of_sets(bench)]
    random.Random(seed).shuffle(every)  # the sets differ in length: the first thousand are to be like the last
    return every[:count]


def retold(count: int, seed: int = 1) -> Iterator[Document]:
    """So many documents with texts of their own."""
    chance, seen, number = random.Random(seed), set[str](), 0
    stories = [path.read_text("utf-8") for folder in STORIES for path in sorted(folder.glob("*.txt"))]
    while number < count:
        story, edit = chance.choice(stories), chance.randrange(1 << 30)
        text = edited(_moved(_renamed(story, chance), chance), edit)
        if text not in seen:
            seen.add(text)
            number += 1
            yield Document(
                id=f"retold-{number}",
                text=text,
                url=f"https://example.org/{seed}/{number}",
                outlet=chance.choice(OUTLETS),
            )


def of_sets(bench: Path) -> Iterator[Document]:
    """The texts of the data sets of times, places and attribution; none where the sets are not there."""
    for pattern in SETS:
        for path in sorted(bench.glob(pattern)):
            name = f"{path.parent.name}/{path.name.partition('.')[0]}"
            for line in read_inputs(path):
                yield msgspec.structs.replace(line.document(), id=f"{name}/{line.id}")


def write(path: Path, given: Sequence[Document]) -> None:
    """Write documents as JSON Lines, for `communique ingest`; gzipped where the name ends in `.gz`."""
    with gzip.open(path, "wb") if path.suffix == ".gz" else path.open("wb") as out:
        out.writelines(msgspec.json.encode(document) + b"\n" for document in given)


def _renamed(story: str, chance: random.Random) -> str:
    """The story with other people and other states."""
    return _replaced(story, _other_people(story, chance) | _other_states(story, chance))


def _other_people(story: str, chance: random.Random) -> dict[str, str]:
    here = [names for names in PEOPLE if names[-1] in story]
    families = chance.sample(FAMILY, len(here))
    names: dict[str, str] = {}
    for (*full, alone), family in zip(here, families, strict=True):
        names |= dict.fromkeys(full, f"{chance.choice(GIVEN)} {family}") | {alone: family}
    return names


def _other_states(story: str, chance: random.Random) -> dict[str, str]:
    known = [one for one in states() if not one.former and one.adjectives and one.capital]
    here = [one for one in known if any(name in story for name in _names(one))]
    names: dict[str, str] = {}
    for one, other in zip(here, chance.sample(known, len(here)), strict=True):
        names |= _names(one, other)
    return names


def _names(one: State, other: State | None = None) -> dict[str, str]:
    """The names of a state, its people and its capital, and to each what stands in its place."""
    other = other or one
    return (
        dict.fromkeys((one.name, *(alias for alias in one.aliases if len(alias) > 2)), other.name)
        | dict.fromkeys(one.adjectives, other.adjectives[0])
        | dict.fromkeys(one.capital_names, other.capital)
    )


def _replaced(text: str, names: Mapping[str, str]) -> str:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return pattern.sub(lambda match: names[match[0]], text)


def _moved(story: str, chance: random.Random) -> str:
    """The story with all its days moved by the same number of weeks."""
    weeks = datetime.timedelta(weeks=chance.randint(-_WEEKS, 0))
    found = re.search(r"\b20\d\d\b", story)
    year = int(found[0]) if found else 2023
    for date in _DATES:
        story = date.sub(_mover(weeks, year), story)
    return story


def _mover(by: datetime.timedelta, year: int) -> Callable[[re.Match[str]], str]:
    """What writes a date moved, in the form in which it stands."""

    def moved(match: re.Match[str]) -> str:
        month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(match["month"]))
        try:
            day = datetime.date(int(match["year"] or year), month, int(match["day"])) + by
        except ValueError:  # a day that the year does not have
            return match[0]
        name, tail = _MONTHS[day.month - 1], f"{day.year}" if match["year"] else ""
        if match[0][0].isdigit():
            return f"{day.day} {name} {tail}".rstrip()
        return f"{name} {day.day}, {tail}".rstrip(", ")

    return moved
