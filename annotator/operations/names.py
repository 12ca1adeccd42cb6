"""A team's own names: read from files, kept in the project, written out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.edits import Edit
from annotator.domain.errors import InputError, NotRead
from annotator.domain.name_files import SUFFIXES, Listed, Refused, parse, to_lines, to_table
from annotator.domain.names import NONE, NameBook, ProjectName, cleaned, laid_over, refusal
from annotator.domain.records import ImportIssue
from annotator.files import by_name, replacing, shown
from annotator.nlp.lexicon import shipped
from annotator.store.definitions import names as store
from annotator.store.project import Project
from annotator.workspace import Workspace

MOST_BYTES = 5_000_000
_NOT_READ = ("README", "LICEN")


@dataclass(frozen=True, slots=True)
class NamesRead:
    """What files of names hold. With a refusal nothing of it is to be used."""

    names: tuple[ProjectName, ...]
    refused: tuple[ImportIssue, ...]


def of_project(project: Project) -> NameBook:
    """The names the project keeps."""
    with project.reading() as connection:
        return store.book(connection)


def word_lists() -> list[str]:
    """The word lists the rules know."""
    return sorted(shipped().words)


def read(paths: Sequence[Path], *, labels: Iterable[str] | None) -> NamesRead:
    """The names in files, and in folders of them; ``labels`` are those there are, None for any.

    Raises InputError for a file that cannot be read at all.
    """
    names: dict[tuple[str, str], ProjectName] = {}
    places: dict[tuple[str, str], tuple[str, str]] = {}
    refused: list[ImportIssue] = []
    known = None if labels is None else list(labels)
    lists = word_lists()
    for path in _files(paths):
        for item in _parsed(path):
            reason = item.reason if isinstance(item, Refused) else None
            if isinstance(item, Listed):
                name = item.name
                given = [name.label] if known is None else known
                reason = refusal(name, labels=given, word_lists=lists)
                reason = reason or _claim(places, name, f"{path.name}, line {item.line}")
                if reason is None:
                    _gather(names, name)
            if reason is not None:
                refused.append(ImportIssue(shown(path), item.line, reason))
    return NamesRead(tuple(names.values()), tuple(refused))


def read_book(path: Path) -> NameBook:
    """The names of a file or folder, to be used without a project. Raises InputError."""
    names_read = read([path], labels=None)
    if names_read.refused:
        more = len(names_read.refused) - 1
        rest = f" (and {more:,} more)" if more else ""
        raise InputError(f"{names_read.refused[0]}{rest}; mend the file first.")
    return NameBook(names_read.names, shown(path.stem) or "names")


def change(
    workspace: Workspace,
    *,
    add: Sequence[ProjectName] = (),
    remove: Sequence[ProjectName] = (),
    title: str,
) -> Edit:
    """Take names away and lay others over those that stay, as one edit that can be undone.

    Returns the edit, empty where all was so before. Raises InputError for a name that cannot be
    kept, SaveError and StaleEdit.
    """
    labels = [label.name for label in workspace.labels]
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for name in add:
        reason = refusal(name, labels=labels, word_lists=word_lists())
        if reason:
            raise InputError(f"The name was not kept: {reason}.")
    # A name put in the place of itself is no change.
    remove = [old for old in remove if not any(old.says_the_same(new) for new in add)]
    current = [name for name in _stored(workspace) if name not in remove]
    stamped = [replace(name, annotator=workspace.annotator, at=at) for name in add]
    gone, come = laid_over(current, stamped)
    edit = Edit(title, (*remove, *gone), tuple(come))
    workspace.do(edit)
    return edit


def remember(workspace: Workspace, words: str, label: str) -> Edit:
    """Keep words as a name with a label, or as no name (`NONE`); its variants stay with it."""
    spelling = cleaned(words)
    new = ProjectName(spelling, label)
    for name in _stored(workspace):
        if name.label and name.spelling == spelling:
            new = replace(name, label=label)
        elif name.label == label and spelling in name.variants:
            new = name
    kind = "no name" if label == NONE else label
    return change(workspace, add=[new], title=f"Remember “{spelling}” as {kind}")


def _stored(workspace: Workspace) -> Sequence[ProjectName]:
    """The names as they are; as they were read last where the project does not answer.

    Either way an edit is compared with what the project holds before it is committed.
    """
    try:
        return of_project(workspace.project).names
    except NotRead:
        return workspace.names.names


def named(book: NameBook, spellings: Sequence[str]) -> list[ProjectName]:
    """The entries with these spellings or variants. Raises InputError if one has none."""
    names: list[ProjectName] = []
    for spelling in map(cleaned, spellings):
        same = [name for name in book.names if spelling in name.spellings]
        if not same:
            raise InputError(f"The project has no name “{spelling}”; nothing was changed.")
        names += [name for name in same if name not in names]
    return names


def write(book: NameBook, path: Path) -> None:
    """Write names so that they can be read again: a table, or lines under their labels.

    Raises InputError when the file cannot be written, or is a table and there are word lists.
    """
    if path.suffix not in SUFFIXES:
        raise InputError(f"{path} must end in {' or '.join(SUFFIXES)}; name it so.")
    table = path.suffix == ".csv"
    if table and any(name.word_list for name in book.names):
        raise InputError(f"Word lists have no place in a table; let {path.name} end in .txt.")
    try:
        with replacing(path) as draft:
            draft.write_text(to_table(book.names) if table else to_lines(book.names), "utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*"), key=by_name) if p.suffix in SUFFIXES]
            files = [p for p in inside if not p.name.startswith(_NOT_READ)]
            if not files:
                raise InputError(f"The folder {path} holds no names: no .txt and no .csv.")
            yield from files
        elif path.suffix in SUFFIXES:
            yield path
        else:
            raise InputError(f"{path} is no list of names; such files end in .txt or .csv.")


def _parsed(path: Path) -> Iterator[Listed | Refused]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > MOST_BYTES:
        raise InputError(f"{path} is longer than {MOST_BYTES // 1_000_000} MB; split it.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Refused(line, "it is not in UTF-8; save the file so")
        return
    yield from parse(text, table=path.suffix == ".csv")


def _claim(
    places: dict[tuple[str, str], tuple[str, str]], name: ProjectName, place: str
) -> str | None:
    """Note whose a name's spellings are; why not, if one is another label's already."""
    for spelling in name.spellings:
        label, where = places.get((name.word_list, spelling), (name.label, ""))
        if label != name.label:
            return f"“{spelling}” is {label} in {where}"
    for spelling in name.spellings:
        places.setdefault((name.word_list, spelling), (name.label, place))
    return None


def _gather(names: dict[tuple[str, str], ProjectName], name: ProjectName) -> None:
    """Put a name to the others; said twice, its spellings are joined."""
    known = {s for row in names.values() if row.word_list == name.word_list for s in row.spellings}
    key = (name.word_list, name.spelling)
    same = names.get(key)
    if same is not None:
        more = [s for s in name.variants if s not in known]
        names[key] = replace(same, variants=(*same.variants, *more))
        return
    rest = [s for s in name.spellings if s not in known]
    if rest:
        names[name.word_list, rest[0]] = replace(name, spelling=rest[0], variants=tuple(rest[1:]))
