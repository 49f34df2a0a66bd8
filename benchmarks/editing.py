"""Near-copies of a story as outlets make them: another header, other headline, cuts, the other spelling.

A generator: the same seed gives the same copies.
"""

from __future__ import annotations

import random

SPELLINGS = (
    ("defense", "defence"),
    ("center", "centre"),
    ("organization", "organisation"),
    ("emphasized", "emphasised"),
    ("minimize", "minimise"),
    ("normalize", "normalise"),
    ("neighbor", "neighbour"),
    ("favor", "favour"),
    ("program", "programme"),
    ("U.S.", "US"),
    ("U.N.", "UN"),
    ("Türkiye", "Turkey"),
    ("Feb. ", "February "),
)
HEADERS = (
    "| {day} January 2024, Friday |",
    "Updated: {day} Jan 2024 10:{day} GMT",
    "World news - {day}.01.2024\nBy our staff",
    "Published {day} hours ago · 3 min read",
)
HEADLINES = (
    "Ministers talk as tensions grow",
    "What was agreed, and what was not",
    "Diplomats end round of talks",
    "Live: the latest from the region",
)
FOOTERS = (
    "© All rights reserved. No part of this page may be reproduced.",
    "Read more: our coverage of the region",
    "Subscribe to our newsletter for more news like this.",
)


def edited(story: str, seed: int) -> str:
    """A copy of a story, changed in every way that the seed draws."""
    chance = random.Random(seed)
    headline, *paragraphs = [part for part in story.split("\n\n") if part.strip()]
    if chance.random() < 0.7:
        headline = chance.choice(HEADLINES)
    if chance.random() < 0.7:
        paragraphs = _cut(paragraphs, chance)
    text = "\n\n".join([headline, *paragraphs])
    if chance.random() < 0.7:
        for american, british in SPELLINGS:
            one, other = (american, british) if chance.random() < 0.5 else (british, american)
            text = text.replace(one, other)
    if chance.random() < 0.7:
        text = f"{chance.choice(HEADERS).format(day=chance.randint(10, 28))}\n\n{text}"
    return f"{text}\n\n{chance.choice(FOOTERS)}" if chance.random() < 0.5 else text


def _cut(paragraphs: list[str], chance: random.Random) -> list[str]:
    """The story cut from its end, to the half at most, and a paragraph left out."""
    kept = paragraphs[: max(chance.randint((len(paragraphs) + 1) // 2, len(paragraphs)), 3)]
    if len(kept) > 3 and chance.random() < 0.5:
        del kept[chance.randrange(1, len(kept))]
    return kept
