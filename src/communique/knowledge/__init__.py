"""What is known before reading: states, organisations, offices, places, agencies, and the lexicons of reporting.

Every table lies in `data`, says where it is from, and is read once. Nothing here reads a document.
"""

from communique.knowledge.agencies import Agency, agencies
from communique.knowledge.answers import Answer, answers, suggestions
from communique.knowledge.bodies import Body, bodies, bodies_named
from communique.knowledge.checking import check_tables
from communique.knowledge.coding import Coding, code_actor, codes_of
from communique.knowledge.festivals import Festival, festivals, nth_weekday
from communique.knowledge.gazetteer import Gazetteer, GazetteerEntry, GazetteerError, gazetteer
from communique.knowledge.lexicons import (
    Attitude,
    Cue,
    DescriptionSort,
    attitudes,
    contexts,
    cues,
    descriptions,
    disputes,
    meeting_names,
    meeting_words,
    negations,
    speaks,
    stances,
    strengths,
)
from communique.knowledge.milestones import Milestone, milestones
from communique.knowledge.names import Name, NameKind, names
from communique.knowledge.offices import Holder, Scope, Title, holders, titles
from communique.knowledge.organisations import (
    Membership,
    Organisation,
    memberships,
    organisation,
    organisations,
)
from communique.knowledge.persons import holders_named, sector_on, terms_of
from communique.knowledge.placewords import PlaceWord, place_words
from communique.knowledge.regions import Region, region, regions
from communique.knowledge.renamings import PlaceName, renamings
from communique.knowledge.sectors import SECTORS, peoples
from communique.knowledge.slugs import slug
from communique.knowledge.states import State, alpha3, state, states
from communique.knowledge.tables import MalformedTableError, use_tables
from communique.knowledge.triggers import (
    Operator,
    Trigger,
    bearers,
    concepts,
    event_nouns,
    event_words,
    operators,
    triggers,
)

__all__ = [
    "SECTORS",
    "Agency",
    "Answer",
    "Attitude",
    "Body",
    "Coding",
    "Cue",
    "DescriptionSort",
    "Festival",
    "Gazetteer",
    "GazetteerEntry",
    "GazetteerError",
    "Holder",
    "MalformedTableError",
    "Membership",
    "Milestone",
    "Name",
    "NameKind",
    "Operator",
    "Organisation",
    "PlaceName",
    "PlaceWord",
    "Region",
    "Scope",
    "State",
    "Title",
    "Trigger",
    "agencies",
    "alpha3",
    "answers",
    "attitudes",
    "bearers",
    "bodies",
    "bodies_named",
    "check_tables",
    "code_actor",
    "codes_of",
    "concepts",
    "contexts",
    "cues",
    "descriptions",
    "disputes",
    "event_nouns",
    "event_words",
    "festivals",
    "gazetteer",
    "holders",
    "holders_named",
    "meeting_names",
    "meeting_words",
    "memberships",
    "milestones",
    "names",
    "negations",
    "nth_weekday",
    "operators",
    "organisation",
    "organisations",
    "peoples",
    "place_words",
    "region",
    "regions",
    "renamings",
    "sector_on",
    "slug",
    "speaks",
    "stances",
    "state",
    "states",
    "strengths",
    "suggestions",
    "terms_of",
    "titles",
    "triggers",
    "use_tables",
]
