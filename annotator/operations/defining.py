"""What holds for a whole project, read together: what its annotations mean, and who makes them."""

from __future__ import annotations

from annotator.domain.guidelines import Definitions
from annotator.operations import guidelines
from annotator.store.articles.snapshots import annotators
from annotator.store.definitions import names, overlap_rule
from annotator.store.definitions.labels import labels
from annotator.store.project import Project
from annotator.store.project_settings import LICENCE, fact
from annotator.store.review import reviewing


def definitions(project: Project) -> Definitions:
    """What holds for the whole project, as it is now."""
    with project.reading() as connection:
        project_labels, rule = labels(connection), overlap_rule.rule(connection)
        own, people = names.book(connection).names, tuple(annotators(connection))
        plan = reviewing.plan(connection)
        licence = fact(connection, LICENCE) or ""
    return Definitions(
        *(guidelines.current(project), project_labels, rule),
        names=own,
        people=people,
        plan=plan,
        licence=licence,
    )
