"""The check of tables that stand beside the shipped ones: everything is read once."""

from __future__ import annotations

from communique.knowledge.agencies import agencies
from communique.knowledge.bodies import bodies
from communique.knowledge.lexicons import attitudes, contexts, cues, descriptions, negations, stances
from communique.knowledge.names import names
from communique.knowledge.offices import holders, titles
from communique.knowledge.organisations import memberships
from communique.knowledge.renamings import renamings
from communique.knowledge.sectors import peoples, plain_words
from communique.knowledge.tables import check_names
from communique.knowledge.triggers import concepts, triggers


def check_tables() -> None:
    """Read every table, those of the user's among them.

    Raises:
        MalformedTableError: Something cannot be understood; the message names file and line.
        FileNotFoundError: There is no folder of this name.
    """
    check_names()
    for load in (agencies, names, titles, holders, bodies, plain_words, peoples, renamings):
        load()
    for words in (cues, attitudes, negations, descriptions, triggers, concepts, contexts, stances):
        words()
    memberships("un")
