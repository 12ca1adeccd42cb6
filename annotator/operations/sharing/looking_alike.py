"""Which articles of bundles look the same as articles of a project, and have nothing else in common
with them; whether they are one, a person says.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.formats.bundles import bundle
from annotator.formats.bundles.bundle import Bundle, Other
from annotator.store.merging.match_articles import Beginnings, only_seen_alike
from annotator.store.project import Project, Transaction
from annotator.tasks import Progress


def looking_alike(project: Project, paths: Sequence[Path], progress: Progress) -> int:
    """How many articles of some bundles differ from articles here only in what nobody sees, and
    have neither id nor address in common. Raises InputError and Cancelled.
    """
    count = 0
    with project.reading() as connection:
        beginnings = Beginnings(connection)
        for path in paths:
            if path.suffix.lower() == bundle.SUFFIX:
                count += _looking_alike(connection, bundle.open_bundle(path), beginnings, progress)
    return count


def _looking_alike(
    connection: Transaction, incoming: Bundle, beginnings: Beginnings, progress: Progress
) -> int:
    count = 0
    for line, _ in incoming.lines():
        progress.check()
        if not isinstance(line, Other):
            count += len(only_seen_alike(connection, [line], beginnings, ()))
    return count
