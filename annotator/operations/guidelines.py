"""Reading and writing the guidelines of a project."""

from __future__ import annotations

from collections.abc import Sequence

from annotator import resources
from annotator.domain.changes import Part
from annotator.domain.errors import InputError
from annotator.domain.gold import Gap
from annotator.domain.guidelines import Guidelines
from annotator.domain.sent_back import BackNote
from annotator.formats.bundles.definitions_json import read_block
from annotator.operations.reviewing import sending_back
from annotator.store.definitions import guidelines as store
from annotator.store.project import Project
from annotator.store.review import reviewing
from annotator.workspace import Workspace


def current(project: Project) -> Guidelines:
    """The version that holds: the project's newest, else the one that comes with the program."""
    with project.reading() as connection:
        own = store.guidelines(connection)
    return own or shipped()


def versions(project: Project) -> list[Guidelines]:
    """The project's own versions, newest first."""
    with project.reading() as connection:
        return store.versions(connection)


def all_versions(project: Project) -> list[Guidelines]:
    """Every version there is to look at, newest first; the last is the program's own, version 0."""
    return [*versions(project), shipped()]


def write(workspace: Workspace, text: str) -> Guidelines:
    """Let ``text`` hold from now on, as a new version; the same text makes none.

    An older version holds again when its text is written; none is ever taken away.
    """
    if text.strip() != current(workspace.project).text.strip():
        with workspace.changing(Part.GUIDELINES) as connection:
            store.add_version(connection, text, annotator=workspace.annotator)
    return current(workspace.project)


def text_of(name: str, data: bytes) -> str:
    """The guidelines in a file: its text, or what an export has written of them into it.

    Raises InputError where it holds no text in UTF-8.
    """
    said = read_block(data)
    if said is not None:
        return said.guidelines.text
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not in UTF-8 (byte {error.start}); save it so.") from None
    if not text.strip():
        raise InputError(f"{name} has no text; the guidelines stay as they are.")
    return text.replace("\r\n", "\n")


def gaps(project: Project) -> list[Gap]:
    """The rulings marked as gaps in the guidelines, newest first."""
    with project.reading() as connection:
        return reviewing.gaps(connection)


def since(gaps: Sequence[Gap], version: Guidelines) -> list[Gap]:
    """Those of some gaps that were found after a version was written."""
    return [gap for gap in gaps if gap.ruling.at > version.at]


def put_back(workspace: Workspace, gaps: Sequence[Gap]) -> int:
    """Put the articles of some gaps back into the queues of those who had held a version there,
    with what was found missing and the comment of the reviewer.

    One step; returns how many times an article was put back. Gold and rulings stay as they are.
    """
    comments: dict[tuple[int, str], str] = {}
    for gap in reversed(gaps):
        said = gap.ruling.comment or ""
        comment = f"“{gap.quote}”: {said}" if said else f"“{gap.quote}”"
        for name in {name for option in gap.ruling.options for name in option.supporters}:
            pair = gap.ruling.article_id, name
            before = comments.get(pair, "")
            comments[pair] = f"{before}; {comment}" if before else comment
    notes = [BackNote(*pair, "new guidelines", said) for pair, said in comments.items()]
    return sending_back.send_back(workspace, notes, "Back into the queue: new guidelines")


def shipped() -> Guidelines:
    """The guidelines that come with the program: version 0."""
    return Guidelines(0, resources.resource("guidelines.md").read_text(encoding="utf-8"))
