"""Makes the table of festivals that follow the moon: `python -m tools.festivals [FILE]`.

The days are those of the package holidays (MIT licence), whose own sources are named in its modules: Islamic ones
as computed or, for past years, as kept in Saudi Arabia; Jewish, Chinese and Indian ones by their calendars; Nowruz
by Iran's.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar
from holidays.calendars.persian import _Persian

FILE = Path(__file__).parents[1] / "src/communique/knowledge/data/festival_days.tsv"
YEARS = range(1950, 2051)
HEAD = f"""\
# Days of festivals that follow the moon or the sun, {YEARS[0]} to {YEARS[-1]} or as far as they are known,
# by the key that the rules in festivals.tsv name. Where one lasts, or begins on an evening, its first full day.
# Source: holidays {version("holidays")} (MIT licence), made by tools/festivals.py. Islamic days are as computed,
# or as kept in Saudi Arabia; elsewhere they may be a day off. Licence: Apache-2.0.
#
# key    what a rule calls it
# days   ISO 8601, blanks between
key	days
"""


def main() -> None:
    """Write the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    path.write_text(table(), "utf-8")


def table() -> str:
    """The whole file."""
    rows = (f"{key}\t{' '.join(day.isoformat() for day in days)}\n" for key, days in _festivals().items())
    return HEAD + "".join(rows)


def _festivals() -> dict[str, list[datetime.date]]:
    islamic, hebrew, chinese, hindu = _IslamicLunar(), _HebrewLunisolar(), _ChineseLunisolar(), _HinduLunisolar()
    return {
        "ramadan": _days(islamic.ramadan_beginning_dates),
        "eid-al-fitr": _days(islamic.eid_al_fitr_dates),
        "eid-al-adha": _days(islamic.eid_al_adha_dates),
        "ashura": _days(islamic.ashura_dates),
        "arbaeen": _days(islamic.arbaeen_dates),
        "mawlid": _days(islamic.mawlid_dates),
        "islamic-new-year": _days(islamic.hijri_new_year_dates),
        "purim": _days(hebrew.purim_date),
        "passover": _days(hebrew.passover_date),
        "shavuot": _days(hebrew.shavuot_date),
        "rosh-hashanah": _days(hebrew.rosh_hashanah_date),
        "yom-kippur": _days(hebrew.yom_kippur_date),
        "sukkot": _days(hebrew.sukkot_date),
        "hanukkah": _days(hebrew.hanukkah_date),
        "lunar-new-year": _days(chinese.lunar_new_year_date),
        "dragon-boat": _days(chinese.dragon_boat_date),
        "mid-autumn": _days(chinese.mid_autumn_date),
        "diwali": _days(hindu.diwali_india_date),
        "holi": _days(hindu.holi_date),
        "nowruz": _days(_Persian().new_year_date),
    }


def _days(dates: Callable[[int], object]) -> list[datetime.date]:
    """All days of a festival, of which a year may have none or two."""
    found = {day for year in YEARS for day in _flat(dates(year))}
    return sorted(day for day in found if day.year in YEARS)


def _flat(answer: object) -> Iterator[datetime.date]:
    """The days in an answer: a day, one beside whether it is an estimate, several of these, or none."""
    if isinstance(answer, datetime.date):
        yield answer
    elif isinstance(answer, Iterable):
        for one in answer:
            yield from _flat(one)


if __name__ == "__main__":
    main()
