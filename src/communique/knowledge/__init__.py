"""What is known before reading: states, organisations, offices, places, agencies, and the lexicons of reporting.

Every table lies in `data`, says where it is from, and is read once. Nothing here reads a document.
"""

from communique.knowledge.agencies import Agency, agencies
from communique.knowledge.gazetteer import Gazetteer, GazetteerEntry, gazetteer
from communique.knowledge.lexicons import (
    Attitude,
    Cue,
    DescriptionSort,
    Trigger,
    attitudes,
    cues,
    descriptions,
    meeting_names,
    meeting_words,
    speaks,
    triggers,
)
from communique.knowledge.names import Name, NameKind, names
from communique.knowledge.offices import Holder, Scope, Title, holders, titles
from communique.knowledge.organisations import Organisation, organisation, organisations
from communique.knowledge.regions import Region, postal_codes, region, regions
from communique.knowledge.renamings import PlaceName, renamings
from communique.knowledge.states import State, alpha3, state, states

__all__ = [
    "Agency",
    "Attitude",
    "Cue",
    "DescriptionSort",
    "Gazetteer",
    "GazetteerEntry",
    "Holder",
    "Name",
    "NameKind",
    "Organisation",
    "PlaceName",
    "Region",
    "Scope",
    "State",
    "Title",
    "Trigger",
    "agencies",
    "alpha3",
    "attitudes",
    "cues",
    "descriptions",
    "gazetteer",
    "holders",
    "meeting_names",
    "meeting_words",
    "names",
    "organisation",
    "organisations",
    "postal_codes",
    "region",
    "regions",
    "renamings",
    "speaks",
    "state",
    "states",
    "titles",
    "triggers",
]
