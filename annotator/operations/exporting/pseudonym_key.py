"""The file that says who is called what: read, completed, and written for its owner alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from annotator.domain.errors import AnnotatorError, InputError
from annotator.domain.pseudonyms import Key, Pseudonyms, listed
from annotator.domain.splits import Split
from annotator.files import replacing
from annotator.operations.exporting.choice import Choice
from annotator.store.definitions.labels import labels
from annotator.store.project import Project
from annotator.store.work.people_listing import everybody


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """The files by which people get pseudonyms: who is who, and a list of persons to replace."""

    key: Path
    persons: Path | None = None


def with_pseudonyms(
    project: Project,
    choice: Choice,
    split: Split,
    files: KeyFiles | None,
    out: Path,
    *,
    keep: bool = True,
) -> tuple[Choice, Split]:
    """The choices of an export to ``out`` with the pseudonyms of ``files``, as they are without
    any. Raises as `pseudonyms` and `read_persons`.
    """
    if files is None:
        return choice, split
    people = read_persons(files.persons) if files.persons else []
    names = pseudonyms(project, files.key, people, out, keep=keep)
    choice = replace(
        choice,
        annotator=names.person(choice.annotator),
        pseudonyms=names,
        pseudonym_key=files.key.name,
        persons=files.persons.name if files.persons else "",
    )
    return choice, replace(split, kept_by=names.said(split.kept_by))


def read_persons(path: Path) -> list[tuple[str, ...]]:
    """The persons of a list. Raises AnnotatorError."""
    try:
        return listed(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AnnotatorError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise AnnotatorError(f"{path} is not UTF-8; save it as that.") from None
    except InputError as error:
        raise AnnotatorError(f"{path}, {error}; write one person a line.") from None


def pseudonyms(
    project: Project,
    key_file: Path,
    persons: Sequence[Sequence[str]],
    out: Path,
    *,
    keep: bool = True,
) -> Pseudonyms:
    """The pseudonyms of a key, with new ones for whoever has none yet. Writes the key before
    anything goes out by it, so that none is lost; without ``keep`` it writes nothing.

    Raises AnnotatorError for a key that cannot be read or written, or lies inside the export.
    """
    refuse_inside(key_file, out)
    key = _read(key_file)
    with project.reading() as connection:
        names, known = everybody(connection), labels(connection)
    whole = key.with_annotators(names).with_persons(persons)
    if keep and (whole != key or not key_file.exists()):
        _write(key_file, whole)
    return Pseudonyms(whole, [label.name for label in known])


def refuse_inside(key_file: Path, out: Path) -> None:
    """Raise AnnotatorError for a key that lies inside the export to ``out``."""
    place, export = key_file.absolute().resolve(), out.absolute().resolve()
    if place == export or export in place.parents:
        raise AnnotatorError(
            f"The key {key_file} may not lie inside the export {out}, since whoever gets the one "
            "would get the other; choose another folder for it."
        )


def _read(key_file: Path) -> Key:
    try:
        return Key.from_json(orjson.loads(key_file.read_bytes()))
    except FileNotFoundError:
        return Key()
    except OSError as error:
        raise AnnotatorError(f"{key_file} cannot be read: {error.strerror}.") from error
    except (orjson.JSONDecodeError, InputError):
        raise AnnotatorError(
            f"{key_file} is no key of pseudonyms; choose that of an earlier export, or a new file."
        ) from None


def _write(key_file: Path, key: Key) -> None:
    try:
        with replacing(key_file) as draft:
            draft.touch(mode=0o600)
            with suppress(NotImplementedError):
                os.chmod(draft, 0o600)
            draft.write_bytes(orjson.dumps(key.to_json(), option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise AnnotatorError(f"{key_file} cannot be written: {error.strerror}.") from error
