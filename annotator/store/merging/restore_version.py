"""Showing a version of work that was kept aside, with what was shown kept in its place, or joining
the two.
"""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import Connection, select

from annotator.domain.errors import ProjectError
from annotator.domain.joining import Joining, joining
from annotator.domain.label_colours import fresh
from annotator.domain.values import Label, new_id
from annotator.domain.work import WorkVersion, renewed
from annotator.domain.work_json import SavedVersion
from annotator.store.articles.article_rows import ARTICLE, document
from annotator.store.definitions.labels import labels
from annotator.store.events import log
from annotator.store.mapping import annotator_id
from annotator.store.merging import conflicting_versions
from annotator.store.merging.conflicting_versions import ConflictingVersion, entries
from annotator.store.work.work_rows import Change, WorkWriter
from annotator.store.work.work_versions import Pair, StoredWork, stored_work

__all__ = ["entries", "join", "log", "preview", "restore"]


def restore(connection: Connection, entry: ConflictingVersion, *, annotator: str) -> None:
    """Show the version of ``entry``; labels it has and the project does not are added again.

    Raises ProjectError for spans that have no place.
    """
    pair, sha256, work = _stored(connection, entry)
    old = work.versions.get(pair)
    others = [
        item.version
        for item in conflicting_versions.saved_versions(connection, [entry.article])[pair].values()
    ]
    shown = renewed(entry.saved.version, [*others, *([old] if old else [])], writer=new_id())
    _write(connection, entry, (pair, sha256, work), shown)
    conflicting_versions.drop(connection, pair, [entry.key])
    if old is not None:
        content = SavedVersion(old, work.facts.get(entry.article, {}))
        conflicting_versions.save(
            connection, [(pair, old.key, conflicting_versions.DIVERGED, content, "shown before")]
        )
    log(connection, f"Show another version of {entry.uid}", annotator=annotator)


def preview(connection: Connection, entry: ConflictingVersion) -> Joining:
    """What joining a version to the one that is shown would come to. Raises ProjectError."""
    pair, _, work = _stored(connection, entry)
    old = work.versions.get(pair, WorkVersion(entry.annotator, ""))
    return joining(old, entry.saved.version, writer=new_id())


def join(connection: Connection, entry: ConflictingVersion, *, annotator: str) -> Joining:
    """Add to the version that is shown what another has beside it; the other goes where nothing is
    left of it. Raises ProjectError where there is nothing to add.
    """
    result = preview(connection, entry)
    if not result.added and not result.is_whole:
        raise ProjectError(
            f"There is nothing to add: what the other version of {entry.uid} has beside this one "
            "touches it, or it stands otherwise; restore the one or the other."
        )
    stored = _stored(connection, entry)
    _write(connection, entry, stored, result.version)
    if result.is_whole:
        conflicting_versions.drop(connection, stored[0], [entry.key])
    log(connection, f"Join versions of {entry.uid}", annotator=annotator)
    return result


_Stored: TypeAlias = tuple[Pair, str, StoredWork]


def _stored(connection: Connection, entry: ConflictingVersion) -> _Stored:
    """Whose work it is, the hash of the text, and what is shown."""
    if entry.kind != conflicting_versions.DIVERGED:
        raise ProjectError(
            f"These annotations of {entry.annotator} have no place in the text of {entry.uid}; "
            "annotate them by hand."
        )
    person = annotator_id(connection, entry.annotator)
    query = select(ARTICLE.c.sha256).where(ARTICLE.c.id == entry.article)
    sha256 = connection.execute(query).scalar_one()
    return (
        (entry.article, person),
        sha256,
        stored_work(connection, {entry.article: sha256}, {person}),
    )


def _write(
    connection: Connection, entry: ConflictingVersion, stored: _Stored, shown: WorkVersion
) -> None:
    pair, sha256, work = stored
    old = work.versions.get(pair)
    change = Change(
        pair=pair,
        sha256=sha256,
        text=document(connection, entry.article).text,
        new=shown,
        facts=work.facts.get(entry.article, {}) | dict(entry.saved.facts),
        stored={own: stored for (whose, own), stored in work.stored.items() if whose == pair},
        **({"old": old} if old else {}),
    )
    WorkWriter(connection, _defined(connection, entry.saved)).write([change])


def _defined(connection: Connection, content: SavedVersion) -> dict[str, Label]:
    """The labels of the project, and new ones for those it lacks, which were deleted."""
    by_name = {label.name: label for label in labels(connection)}
    used = [span.label for span in content.version.spans]
    for name in (*used, *(key.label for key in content.facts)):
        if name not in by_name:
            by_name[name] = fresh([*by_name.values()], name)
    return by_name
