"""What could not be saved when the program had to end: a small file beside the settings, so that
it can be offered at the next start."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.values import Suggestion, new_id
from annotator.files import replacing
from annotator.store.edit_json import SUGGESTIONS, edit_of, edit_values
from annotator.store.project import Project

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Text:
    """Words a person typed that are nowhere in the project; ``what`` they were typed for."""

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What an annotator had done in a project and could not be saved.

    ``edits`` in their order, with the ``suggestions`` they name; ``guidelines`` as they were being
    written; other ``texts``; what was ``asked`` for and has to be asked for again, by its titles;
    ``seconds`` of work by article.
    """

    edits: tuple[Edit, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    guidelines: str | None = None
    texts: tuple[Text, ...] = ()
    asked: tuple[str, ...] = ()
    seconds: Mapping[int, float] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many things a person has to be told of."""
        return len(self.edits) + len(self.texts) + len(self.asked) + (self.guidelines is not None)

    def __bool__(self) -> bool:
        return bool(self.count or self.seconds)


def keep(folder: Path, project: Project, annotator: str, unsaved: Unsaved) -> Path:
    """Write what could not be saved; returns the file. Raises AnnotatorError.

    ``folder`` is that of the settings.
    """
    values = {
        "project": _place(project),
        "annotator": annotator,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "edits": [edit_values(edit) for edit in unsaved.edits],
        "suggestions": SUGGESTIONS.dump_python(unsaved.suggestions, mode="json"),
        "guidelines": unsaved.guidelines,
        "texts": [{"what": text.what, "words": text.words} for text in unsaved.texts],
        "asked": unsaved.asked,
        "seconds": {str(article): seconds for article, seconds in unsaved.seconds.items()},
    }
    path = folder / f"unsaved-{_digest(project, annotator)}-{new_id()}.json"
    try:
        with replacing(path) as draft:
            draft.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise AnnotatorError(
            f"What is not saved cannot be kept in {folder}: {error.strerror}; free some space."
        ) from error
    return path


def kept(folder: Path, project: Project, annotator: str) -> dict[Path, Unsaved]:
    """What is kept of an annotator's work in a project, the oldest first.

    A file that cannot be understood stays where it is, and is told in the log.
    """
    unsaved: dict[Path, Unsaved] = {}
    files = folder.glob(f"unsaved-{_digest(project, annotator)}-*.json")
    for path in sorted(files, key=lambda path: path.stat().st_mtime_ns):
        try:
            unsaved[path] = _read(path)
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            log.exception("%s holds nothing that can be used", path.name)
    return unsaved


def drop(paths: Sequence[Path]) -> None:
    """Take files away whose content is saved or not wanted any more."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _read(path: Path) -> Unsaved:
    values = json.loads(path.read_text(encoding="utf-8"))
    guidelines = values["guidelines"]
    return Unsaved(
        edits=tuple(edit_of(item) for item in values["edits"]),
        suggestions=SUGGESTIONS.validate_python(values["suggestions"]),
        guidelines=None if guidelines is None else str(guidelines),
        texts=tuple(Text(str(item["what"]), str(item["words"])) for item in values["texts"]),
        asked=tuple(map(str, values["asked"])),
        seconds={int(number): float(s) for number, s in values["seconds"].items()},
    )


def _digest(project: Project, annotator: str) -> str:
    identity = f"{_place(project)}\0{annotator}"
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def _place(project: Project) -> str:
    """What tells a project from others, without a password."""
    path = project.path
    return str(path.resolve()) if path else project.engine.url.render_as_string()
