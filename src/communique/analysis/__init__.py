"""Questions across the records of a store. Each is a function of the store: nothing here keeps a state."""

from communique.analysis.ledger import Due, Mention, ledger
from communique.analysis.positions import Stand, positions
from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError
from communique.analysis.registers import Office, meetings, offices
from communique.analysis.search import Filters, search
from communique.analysis.timeline import timeline
from communique.analysis.told import Told
from communique.analysis.who import Who, who

__all__ = [
    "ALWAYS",
    "LIMIT",
    "Days",
    "Due",
    "Filters",
    "Mention",
    "Office",
    "QuestionError",
    "Stand",
    "Told",
    "Who",
    "ledger",
    "meetings",
    "offices",
    "positions",
    "search",
    "timeline",
    "who",
]
