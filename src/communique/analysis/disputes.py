"""What the reports of one meeting or event contradict each other on, and who says what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from communique.analysis.accounts import Account, Difference, meeting_differences, word_differences
from communique.analysis.clusters import Sourced


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """What reports contradict each other on.

    Attributes:
        on: `day`, `place`, `participants`, `status`, `numbers`, `negation`.
        versions: What is said, each with the sources that say so.
    """

    on: str
    versions: tuple[str, ...]


def disputes(cluster: Sequence[Sourced]) -> tuple[Dispute, ...]:
    """What sources contradict each other on; a copy does not contradict its own story."""
    versions: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for place, one in enumerate(cluster):
        for other in cluster[place + 1 :]:
            if one.story.source != other.story.source:
                for difference in _differences(one.account, other.account):
                    versions[difference.on][difference.one].add(one.story.source)
                    versions[difference.on][difference.other].add(other.story.source)
    return tuple(
        Dispute(
            on=on,
            versions=tuple(f"{value} ({', '.join(sorted(said))})" for value, said in sorted(values.items())),
        )
        for on, values in sorted(versions.items())
    )


def _differences(one: Account, other: Account) -> list[Difference]:
    differences = meeting_differences(one, other)
    if one.told.kind == "event":
        differences += [more for more in word_differences(one, other) if more.on in {"numbers", "negation"}]
    return differences
