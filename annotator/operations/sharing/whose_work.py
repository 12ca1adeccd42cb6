"""Who the people of a bundle are in a project: known by their ids, by their names where these say
enough, and asked for otherwise. Two who are called alike are two; one at two computers is one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.domain.errors import InputError
from annotator.domain.identity import Identity
from annotator.domain.person_names import alike
from annotator.domain.work import BundledArticle
from annotator.formats.bundles import bundle
from annotator.store.articles.snapshots import annotators
from annotator.store.file import file_format
from annotator.store.file.backup import backup_file
from annotator.store.project import Project, Transaction, open_project
from annotator.store.project_settings import HANDED_TO, fact
from annotator.store.work import person_ids


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody in a file of whom nobody but a person knows who they are here.

    ``alike`` are those they may be, the likeliest first. Where the name ``is_taken``, somebody
    known by another id is called so here.
    """

    name: str
    alike: tuple[str, ...]
    is_taken: bool

    def refusal(self, file: str) -> InputError:
        """Why nothing is merged before this is answered."""
        return InputError(
            f"{self.name} in {file} may be another person than {self.name} here, who is known from "
            f"another computer; say --person {self.name}=NAME with the name they are to have here, "
            f"or --person {self.name}={self.name} if they are one person"
        )


def people_in(path: Path) -> tuple[Sequence[str], Sequence[Identity], str]:
    """Who has worked in a bundle or project, the ids they are known by, and for whom it was made.

    Raises InputError.
    """
    if path.suffix.lower() != file_format.SUFFIX:
        manifest = bundle.open_bundle(path).manifest
        return manifest.annotators, manifest.identities, manifest.made_for
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        other = open_project(backup_file(path, Path(folder, path.name)))  # theirs stays as it is
        try:
            with other.reading() as connection:
                known = person_ids.identities(connection).values()
                made_for = fact(connection, HANDED_TO) or ""
                return annotators(connection), [one for ids in known for one in ids], made_for
        finally:
            other.close()


def doubts(
    project: Project, names: Iterable[str], identities: Sequence[Identity], made_for: str = ""
) -> list[Doubt]:
    """Of whom a person is to be asked before the work of ``names`` is merged."""
    with project.reading() as connection:
        return names_here(connection, names, identities, {}, made_for)[1]


def doubts_of(project: Project, paths: Sequence[Path]) -> list[Doubt]:
    """Of whom a person is to be asked before some files are merged, each name once."""
    asked: dict[str, Doubt] = {}
    for path in paths:
        for doubt in doubts(project, *people_in(path)):
            asked.setdefault(doubt.name, doubt)
    return list(asked.values())


def names_here(
    connection: Transaction,
    names: Iterable[str],
    identities: Sequence[Identity],
    answers: Mapping[str, str],
    made_for: str = "",
) -> tuple[dict[str, str], list[Doubt]]:
    """What the people of a file are called here, and of whom that is not certain."""
    known = person_ids.identities(connection)
    by_id = {one.id: name for name, ids in known.items() for one in ids}
    there = annotators(connection)
    called: dict[str, str] = {}
    doubtful: list[Doubt] = []
    for name in names:
        own = [one for one in identities if one.name == name]
        same = [by_id[one.id] for one in own if one.id in by_id]
        if name in answers or same:
            called[name] = answers.get(name, name if name in same else (same or [name])[0])
            continue
        called[name] = name
        others = known.get(name, ())
        if own and others and not _share_email(own, others):
            doubtful.append(Doubt(name, (name,), is_taken=True))
        elif name not in there and (near := _near(name, own, there, known, made_for)):
            named = next((n for n in near if _share_email(own, known.get(n, ()))), None)
            called[name] = named or name
            if named is None:
                doubtful.append(Doubt(name, near, is_taken=False))
    return called, doubtful


def _near(
    name: str,
    own: Sequence[Identity],
    there: Sequence[str],
    known: Mapping[str, object],
    made_for: str,
) -> tuple[str, ...]:
    """Who somebody may be here: of a like name, or whom the file was made for and nobody is yet."""
    meant = (made_for,) if own and made_for in there and made_for not in known else ()
    return tuple(dict.fromkeys([*meant, *alike([name], there).get(name, ())]))


def _share_email(own: Iterable[Identity], others: Sequence[Identity]) -> bool:
    return any(one.has_email_of(other) for one in own for other in others)


def renamed(article: BundledArticle, called: Mapping[str, str]) -> BundledArticle:
    """An article of a bundle with its people as they are called here."""
    if all(name == here for name, here in called.items()):
        return article
    versions = tuple(
        replace(version, annotator=called.get(version.annotator, version.annotator))
        for version in article.versions
    )
    seconds: dict[str, dict[str, float]] = {}
    for name, shares in article.seconds.items():
        whose = seconds.setdefault(called.get(name, name), {})
        for writer, spent in shares.items():
            whose[writer] = max(spent, whose.get(writer, 0.0))
    return replace(article, versions=versions, seconds=seconds)


def renamed_line(line: Mapping[str, object], called: Mapping[str, str]) -> Mapping[str, object]:
    """A line of another section with its people as they are called here."""
    named = dict(line)
    for key in ("annotator", "author", "by"):
        name = named.get(key)
        if isinstance(name, str):
            named[key] = called.get(name, name)
    comment = named.get("comment")
    if isinstance(comment, dict):
        named["comment"] = renamed_line(comment, called)
    return named
