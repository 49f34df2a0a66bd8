"""Questions across the records of a store. Each is a function of the store: nothing here keeps a state.

A question that gives a list gives a `Page`; for the rows that follow, it takes the page's `next` as `after`.
"""

from communique.analysis.accounts import Difference
from communique.analysis.compare import Compared, compare
from communique.analysis.cursors import CursorError, Cursors
from communique.analysis.disputes import Dispute
from communique.analysis.documents import document
from communique.analysis.facets import Facets, Value, facets
from communique.analysis.inbox import Arrival, Doubt, Met, inbox
from communique.analysis.issues import Cell, Issue, Matrix, issues, matrix
from communique.analysis.joined import Joined, Report, joined
from communique.analysis.ledger import Due, ledger
from communique.analysis.meetings import meetings
from communique.analysis.mentions import Mention
from communique.analysis.network import Edge, Network, Node, network
from communique.analysis.offices import Office, offices
from communique.analysis.outlets import outlets
from communique.analysis.paging import FURTHEST, Mark, Page
from communique.analysis.places import PlaceOnMap, Places, places
from communique.analysis.positions import Stand, positions
from communique.analysis.profile import Count, Name, Profile, Tie, profile
from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError
from communique.analysis.records import Choice, chosen
from communique.analysis.reprints import Copy, Reprint, copied, reprints
from communique.analysis.search import Filters, search
from communique.analysis.siblings import Others, Readout, others
from communique.analysis.story import Story, story
from communique.analysis.timeline import timeline
from communique.analysis.told import Told, entries_in, entries_of, entry
from communique.analysis.who import Who, suggest, who

__all__ = [
    "ALWAYS",
    "FURTHEST",
    "LIMIT",
    "Arrival",
    "Cell",
    "Choice",
    "Compared",
    "Copy",
    "Count",
    "CursorError",
    "Cursors",
    "Days",
    "Difference",
    "Dispute",
    "Doubt",
    "Due",
    "Edge",
    "Facets",
    "Filters",
    "Issue",
    "Joined",
    "Mark",
    "Matrix",
    "Mention",
    "Met",
    "Name",
    "Network",
    "Node",
    "Office",
    "Others",
    "Page",
    "PlaceOnMap",
    "Places",
    "Profile",
    "QuestionError",
    "Readout",
    "Report",
    "Reprint",
    "Stand",
    "Story",
    "Tie",
    "Told",
    "Value",
    "Who",
    "chosen",
    "compare",
    "copied",
    "document",
    "entries_in",
    "entries_of",
    "entry",
    "facets",
    "inbox",
    "issues",
    "joined",
    "ledger",
    "matrix",
    "meetings",
    "network",
    "offices",
    "others",
    "outlets",
    "places",
    "positions",
    "profile",
    "reprints",
    "search",
    "story",
    "suggest",
    "timeline",
    "who",
]
