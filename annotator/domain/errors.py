"""Failures a person can act on. Each message is one sentence: what, to what, what to do."""

from __future__ import annotations

from collections.abc import Sequence


class AnnotatorError(Exception):
    """The root of every failure that is shown to a person as one sentence."""


class StaleEdit(AnnotatorError):
    """An edit's ``before`` is not what the project holds."""


class ProjectError(AnnotatorError):
    """A project cannot be opened, read or made."""


class SaveError(AnnotatorError):
    """A change could not be committed: nothing of it is in the project."""


class Unreached(AnnotatorError):
    """The project did not answer: it is held by another program, full, away or damaged.

    Nothing has changed, and the same may be tried again. ``reason`` is the half of the sentence
    that says why and what to do.
    """

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(f"{sentence}: {reason}" if reason else sentence)
        self.reason = reason or sentence


class NotRead(ProjectError, Unreached):
    """The project could not be looked at."""


class DamagedError(NotRead):
    """A part of a project cannot be read any more; other parts may be sound."""


class NotSaved(SaveError, Unreached):
    """A change could not be written."""


class InputError(AnnotatorError):
    """A file, line or span from outside is refused."""


def quoted(names: Sequence[str], most: int | None = None) -> str:
    """Names in a sentence: “ann”, “bob” and “eve”; of more than ``most`` the first alone."""
    each = [f"“{name}”" for name in names[:most]]
    if most is not None and len(names) > most:
        each.append(f"{len(names) - most} more")
    return " and ".join([", ".join(each[:-1]), each[-1]] if len(each) > 1 else each)


def those_who(names: Sequence[str]) -> str:
    """Names with the verb of their number: “ann” has, “ann” and “bob” have."""
    return f"{quoted(names)} {'has' if len(names) == 1 else 'have'}"
