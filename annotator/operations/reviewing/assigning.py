"""Dealing the articles of a project out to annotators."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from annotator.domain.changes import Part
from annotator.domain.errors import InputError
from annotator.store.articles.snapshots import annotators
from annotator.store.events import log
from annotator.store.project import Project
from annotator.store.queue import assignments
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Assigned:
    """What has been dealt out: new pairs of article and annotator, and what everybody has now."""

    articles: int
    added: int
    people: Mapping[str, int]

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object."""
        return {"articles": self.articles, "added": self.added, "people": dict(self.people)}


@dataclass(frozen=True, slots=True)
class Standing:
    """How many articles there are, how many each person has, and who is known at all."""

    articles: int
    people: Mapping[str, int]
    known: Sequence[str]


def standing(project: Project) -> Standing:
    """What is assigned to whom now."""
    with project.reading() as connection:
        counts = assignments.counts(connection)
        count = len(assignments.articles(connection))
        return Standing(count, counts, annotators(connection))


def assign(
    workspace: Workspace,
    *,
    to: Sequence[str],
    overlap: int = 1,
    seed: int = 0,
    again: bool = False,
    doubled: int = 0,
) -> Assigned:
    """Give every article to ``overlap`` of the people ``to``, as evenly as can be; ``doubled`` of a
    hundred to one more.

    Who gets what depends on ``seed`` and the articles alone. What is assigned already stays, so
    the command is run again after an import; ``again`` deals everything anew. Raises InputError.
    """
    if not 0 <= doubled <= 100:
        raise InputError(f"{doubled} % is no share; give a number from 0 to 100.")
    people = _people(to, overlap + bool(doubled))
    with workspace.changing(Part.ASSIGNMENTS, None) as connection:
        if again:
            assignments.clear(connection)
        articles = assignments.articles(connection)
        holders = assignments.holders(connection)
        order = sorted(articles, key=lambda article: _draw(seed, "doubled", article[1]))
        more = {number for number, _ in order[: round(len(order) * doubled / 100)]}
        pairs = deal(articles, people, holders, overlap=overlap, seed=seed, more=more)
        assignments.add(connection, pairs)
        names = ", ".join(people)
        title = f"Assign {len(pairs)} times to {names}, overlap {overlap}, seed {seed}"
        log(connection, title, annotator=workspace.annotator)
        return Assigned(len(articles), len(pairs), assignments.counts(connection))


def take(workspace: Workspace, number: int) -> None:
    """Let this annotator have an article too, where articles are assigned at all."""
    with workspace.project.reading() as connection:
        holders = assignments.holders(connection)
    if holders and workspace.annotator not in holders.get(number, set()):
        with workspace.changing(Part.ASSIGNMENTS, [number]) as connection:
            assignments.add(connection, [(number, workspace.annotator)])
            log(connection, f"Take article {number}", annotator=workspace.annotator)


def deal(
    articles: Sequence[tuple[int, str]],
    people: Sequence[str],
    holders: Mapping[int, set[str]],
    *,
    overlap: int,
    seed: int,
    more: Collection[int] = (),
) -> list[tuple[int, str]]:
    """The pairs to be added so that each article (number and uid) has ``overlap`` people, and those
    of ``more`` one more.

    Articles go round in an order shuffled by ``seed``; each goes to those who have least so far,
    and among equals to whom the shuffle says, so that everybody meets everybody.
    """
    load = {name: sum(name in names for names in holders.values()) for name in people}
    pairs: list[tuple[int, str]] = []
    for number, uid in sorted(articles, key=lambda article: _draw(seed, article[1])):
        has = holders.get(number, set())
        lacking = overlap + (number in more) - len(has)
        if lacking > 0:
            free = [name for name in people if name not in has]
            free.sort(key=lambda name: (load[name], _draw(seed, uid, name)))
            for name in free[:lacking]:
                load[name] += 1
                pairs.append((number, name))
    return pairs


def _people(to: Sequence[str], overlap: int) -> list[str]:
    people = [name.strip() for name in to]
    if not people or not all(people):
        raise InputError("Say to whom the articles go, for example --annotator ann,bob.")
    twice = next((name for name in people if people.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"{twice} is named twice; name everybody once.")
    if not 1 <= overlap <= len(people):
        raise InputError(
            f"An article cannot go to {overlap:,} of {_counted_people(len(people))}; name more of "
            "them, or leave out the overlap."
        )
    return people


def _counted_people(count: int) -> str:
    """“1 person”, “2 people”."""
    return "1 person" if count == 1 else f"{count:,} people"


def _draw(seed: int, *names: str) -> bytes:
    return blake2b("\0".join((str(seed), *names)).encode(), digest_size=8).digest()
