"""Showing a version of work that was kept aside, with what was shown kept in its place."""

from __future__ import annotations

from sqlalchemy import Connection, select

from annotator.domain.errors import ProjectError
from annotator.domain.label_colours import fresh
from annotator.domain.values import Label, new_id
from annotator.domain.work import renewed
from annotator.domain.work_json import SavedVersion
from annotator.store.articles.article_rows import ARTICLE, document
from annotator.store.definitions.labels import labels
from annotator.store.events import log
from annotator.store.mapping import annotator_id
from annotator.store.merging import conflicting_versions
from annotator.store.merging.conflicting_versions import ConflictingVersion, entries
from annotator.store.work.work_rows import Change, WorkWriter
from annotator.store.work.work_versions import stored_work

__all__ = ["entries", "log", "restore"]


def restore(connection: Connection, entry: ConflictingVersion, *, annotator: str) -> None:
    """Show the version of ``entry``; labels it has and the project does not are added again.

    Raises ProjectError for spans that have no place.
    """
    if entry.kind != conflicting_versions.DIVERGED:
        raise ProjectError(
            f"These annotations of {entry.annotator} have no place in the text of {entry.uid}; "
            "annotate them by hand."
        )
    person = annotator_id(connection, entry.annotator)
    pair = (entry.article, person)
    sha256 = connection.execute(
        select(ARTICLE.c.sha256).where(ARTICLE.c.id == entry.article)
    ).scalar_one()
    work = stored_work(connection, {entry.article: sha256}, {person})
    old = work.versions.get(pair)
    others = [
        item.version
        for item in conflicting_versions.saved_versions(connection, [entry.article])[pair].values()
    ]
    shown = renewed(entry.saved.version, [*others, *([old] if old else [])], writer=new_id())
    change = Change(
        pair=pair,
        sha256=sha256,
        text=document(connection, entry.article).text,
        new=shown,
        facts=entry.saved.facts,
        stored={own: stored for (whose, own), stored in work.stored.items() if whose == pair},
        **({"old": old} if old else {}),
    )
    WorkWriter(connection, _defined(connection, entry.saved)).write([change])
    conflicting_versions.drop(connection, pair, [entry.key])
    if old is not None:
        content = SavedVersion(old, work.facts.get(entry.article, {}))
        conflicting_versions.save(
            connection, [(pair, old.key, conflicting_versions.DIVERGED, content, "shown before")]
        )
    log(connection, f"Show another version of {entry.uid}", annotator=annotator)


def _defined(connection: Connection, content: SavedVersion) -> dict[str, Label]:
    """The labels of the project, and new ones for those it lacks, which were deleted."""
    by_name = {label.name: label for label in labels(connection)}
    used = [span.label for span in content.version.spans]
    for name in (*used, *(key.label for key in content.facts)):
        if name not in by_name:
            by_name[name] = fresh([*by_name.values()], name)
    return by_name
