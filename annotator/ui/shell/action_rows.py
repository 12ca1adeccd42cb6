"""What an action is, as plain data. Each room has its rows in its ``actions.py``; menus, buttons,
the key sheet and the palette are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Any


class Scope(Enum):
    """Where an action's keys are heard."""

    SURFACE = "surface"  # only while reading, so that letters can be typed elsewhere
    WINDOW = "window"


class Mode(Enum):
    """What the window is for at the moment; an action's keys are heard in some modes only."""

    ANNOTATE = "annotate"
    REVIEW = "review"
    DRAFT = "draft"  # in review: writing what is to stand in the place of all versions


class Pointed(Flag):
    """What the menu of the right button is for: what was clicked."""

    SUGGESTION = auto()
    ANNOTATION = auto()
    FIGURE = auto()  # beside one of these
    SELECTION = auto()
    TEXT = auto()  # no span
    SPAN = SUGGESTION | ANNOTATION


NOTHING = Pointed(0)
WINDOW = Scope.WINDOW
EVERY = frozenset(Mode)
ANNOTATE = frozenset({Mode.ANNOTATE})
REVIEW = frozenset({Mode.REVIEW})
DRAFT = frozenset({Mode.DRAFT})
WRITE = frozenset({Mode.ANNOTATE, Mode.DRAFT})
READ = frozenset({Mode.ANNOTATE, Mode.REVIEW})
REVIEWING = frozenset({Mode.REVIEW, Mode.DRAFT})
MENUS = ("File", "Edit", "Span", "Article", "Review", "View", "Help")
LABEL_PREFIX = "label_"
REPEAT = "repeat"  # the action that does the last one again
STICKY = "sticky"  # begins and ends labelling by dragging
UNREPEATED = frozenset((REPEAT, STICKY))  # they do nothing to a span themselves
# Submenus, by what they are called.
GO_TO, LABELS, EDGES, FLAWS = "Go to", "Label", "Edges of the span", "Mend flaws"
SAME_WORDS = "All with the same words"  # the submenu of what is done with them together


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. ``keys`` are portable key sequences, the first is the one that is shown.

    ``place`` orders the rows of a menu; a line is drawn where its thousands change. ``modes`` are
    those it is there in; without, the keys of the surface are for annotating alone. What
    ``writes`` is not there in a read-only project. ``does`` names the handler, which gets
    ``value``; without, the handler has the name of the action. What must not be done over and over
    while its key is held does not ``repeat``. ``pointed`` is what it is offered for by the menu of
    the right button.
    """

    id: str
    menu: str
    place: int
    text: str
    keys: tuple[str, ...]
    scope: Scope = Scope.SURFACE
    modes: frozenset[Mode] | None = None
    writes: bool = False
    does: str = ""
    value: Any = None
    submenu: str = ""
    repeats: bool = True
    tip: str = ""
    pointed: Pointed = NOTHING

    @property
    def there_in(self) -> frozenset[Mode]:
        """The modes it is there in."""
        if self.modes is not None:
            return self.modes
        return ANNOTATE if self.scope is Scope.SURFACE else EVERY

    @property
    def handler(self) -> str:
        """The name of what does it."""
        return self.does or self.id

    @property
    def group(self) -> tuple[str, int]:
        """The part of a menu between two lines."""
        return self.menu, self.place // 1000


def label_row(name: str, key: str) -> ActionRow:
    """The action that labels with ``name``."""
    return ActionRow(
        f"{LABEL_PREFIX}{name}",
        "Span",
        2000,
        name.capitalize(),
        (key,) if key else (),
        modes=WRITE,
        writes=True,
        does="label",
        value=name,
        submenu=LABELS,
        tip="Label the selection, the focused span or the word at the cursor",
    )
