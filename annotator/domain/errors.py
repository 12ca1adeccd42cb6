"""Failures a person can act on. Each message is one sentence: what, to what, what to do."""

from __future__ import annotations


class AnnotatorError(Exception):
    """The root of every failure that is shown to a person as one sentence."""


class StaleEdit(AnnotatorError):
    """An edit's ``before`` is not what the project holds."""


class ProjectError(AnnotatorError):
    """A project cannot be opened, read or made."""


class DamagedError(ProjectError):
    """A part of a project cannot be read any more; other parts may be sound."""


class SaveError(AnnotatorError):
    """A change could not be committed: nothing of it is in the project."""


class InputError(AnnotatorError):
    """A file, line or span from outside is refused."""
