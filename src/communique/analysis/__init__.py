"""Questions across the records of a store. Each is a function of the store: nothing here keeps a state."""

from communique.analysis.accounts import Difference
from communique.analysis.compare import Compared, compare
from communique.analysis.disputes import Dispute
from communique.analysis.joined import Joined, Report, joined
from communique.analysis.ledger import Due, Mention, ledger
from communique.analysis.positions import Stand, positions
from communique.analysis.questions import ALWAYS, LIMIT, Days, QuestionError
from communique.analysis.registers import Office, meetings, offices
from communique.analysis.reprints import Reprint, reprints
from communique.analysis.search import Filters, search
from communique.analysis.timeline import timeline
from communique.analysis.told import Told
from communique.analysis.who import Who, who

__all__ = [
    "ALWAYS",
    "LIMIT",
    "Compared",
    "Days",
    "Difference",
    "Dispute",
    "Due",
    "Filters",
    "Joined",
    "Mention",
    "Office",
    "QuestionError",
    "Report",
    "Reprint",
    "Stand",
    "Told",
    "Who",
    "compare",
    "joined",
    "ledger",
    "meetings",
    "offices",
    "positions",
    "reprints",
    "search",
    "timeline",
    "who",
]
