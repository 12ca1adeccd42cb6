"""Which suggesters there are and how one is had by name. Loads no spaCy by itself."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol, TypeAlias, runtime_checkable

from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import VERBATIM, VaguePolicy
from annotator.domain.names import NameBook
from annotator.domain.pipelines import LabelCount, LabelTable
from annotator.domain.values import SuggestedSpan

DEFAULT: Final = "default"
"""The name that means: the shipped pipeline where there is one, else the rules."""

BATCH_SIZE: Final = 64
_FACTORY = re.compile(r"(?P<module>[A-Za-z_][\w.]*):(?P<factory>[A-Za-z_]\w*)")


class SuggesterError(AnnotatorError):
    """A suggester that is not there, cannot be loaded or ended by itself."""


class Kind(StrEnum):
    """Where a suggester comes from."""

    RULES = "rules"
    SHIPPED = "shipped"
    PACKAGE = "package"
    FOLDER = "folder"
    OWN = "own"


class Suggester(Protocol):
    """Text in, suggested spans out. ``name`` and ``version`` are kept with every suggestion."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...

    def suggest(
        self,
        texts: Iterable[str],
        *,
        batch_size: int = BATCH_SIZE,
        policy: VaguePolicy = VERBATIM,
    ) -> Iterator[list[SuggestedSpan]]:
        """The spans of each text in the order given, offsets in its code points.

        ``policy`` says what vague magnitudes are worth. What is found in one text must not
        depend on its neighbours nor on ``batch_size``.
        """


@runtime_checkable
class TakesNames(Protocol):
    """A suggester that can work with a team's names; its ``version`` then says with which."""

    def use_names(self, book: NameBook) -> None:
        """Work with these names, and with none given before."""


@runtime_checkable
class MapsLabels(Protocol):
    """A suggester whose labels can become others, and which counts what comes of them."""

    def use_labels(self, labels: LabelTable) -> None:
        """Let labels become what a project says, above the program's label map."""

    def take_label_counts(self) -> tuple[LabelCount, ...]:
        """How many spans came with each of its labels since this was asked last."""


@dataclass(frozen=True, slots=True)
class SuggesterInfo:
    """What is known of a suggester without loading it.

    ``labels`` are those of its recogniser, ``language`` is the code of what it reads, "" unknown.
    """

    name: str
    version: str
    kind: Kind
    where: str
    labels: tuple[str, ...] = ()
    language: str = ""


Factory: TypeAlias = Callable[[], Suggester]
Describe: TypeAlias = Callable[[], SuggesterInfo | None]


@dataclass(frozen=True, slots=True)
class _Entry:
    factory: Factory
    describe: Describe


_REGISTRY: dict[str, _Entry] = {}


def register(name: str, *, describe: Describe | None = None) -> Callable[[Factory], Factory]:
    """Make a factory known under ``name``.

    ``describe`` says what it is without loading anything, or None while it cannot be had.
    """

    def keep(factory: Factory) -> Factory:
        def plain() -> SuggesterInfo:
            return SuggesterInfo(name, "", Kind.OWN, factory.__module__)

        _REGISTRY[name] = _Entry(factory, describe or plain)
        return factory

    return keep


def is_registered(name: str) -> bool:
    """Whether a suggester of this name is known, be it there now or not."""
    return name in _REGISTRY


def registered() -> list[SuggesterInfo]:
    """The registered suggesters that can be had now, in order of registration."""
    infos = [entry.describe() for entry in _REGISTRY.values()]
    return [info for info in infos if info is not None]


def default_name() -> str:
    """What DEFAULT means now: "shipped" or "rules"."""
    shipped = _REGISTRY.get(Kind.SHIPPED)
    there = shipped is not None and shipped.describe() is not None
    return (Kind.SHIPPED if there else Kind.RULES).value


def find(name_or_path: str) -> Factory | None:
    """The factory of a registered name or of ``package.module:factory``; None for neither.

    Raises SuggesterError when the module is not there or has no such factory.
    """
    name = default_name() if name_or_path == DEFAULT else name_or_path
    if name in _REGISTRY:
        return _REGISTRY[name].factory
    code = code_named(name)
    return _imported(code["module"], code["factory"]) if code else None


def code_named(name: str) -> re.Match[str] | None:
    """The module and factory that a name asks for, if it asks for code that is to be run."""
    # A path such as C:model looks like a factory; what is on the disk comes first.
    return None if name in _REGISTRY or Path(name).exists() else _FACTORY.fullmatch(name)


def _imported(module: str, factory: str) -> Factory:
    try:
        made: Factory | None = getattr(importlib.import_module(module), factory, None)
    except ImportError as error:
        raise SuggesterError(
            f"The suggester {module}:{factory} cannot be imported: {error}."
        ) from error
    if not callable(made):
        raise SuggesterError(f"The module {module} has no suggester factory {factory}.")
    return made
