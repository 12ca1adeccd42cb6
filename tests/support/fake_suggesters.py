"""Suggesters that do what the text tells them, for tests of the processes that run them.

Named as ``fake_suggesters:obedient`` and so on, which also works in a spawned process.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.domain.figures import VERBATIM, VaguePolicy
from annotator.domain.names import NameBook
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.nlp.suggesters.registry import SuggesterError


class Obedient:
    """Marks a text whole as ACTOR, unless its first word is an order."""

    name = "obedient"
    version = "1"

    def suggest(
        self, texts: Iterable[str], *, batch_size: int = 64, policy: VaguePolicy = VERBATIM
    ) -> Iterator[list[SuggestedSpan]]:
        for text in texts:
            order, _, argument = text.partition(" ")
            ORDERS.get(order, lambda _: None)(argument)
            yield [SuggestedSpan(SpanContent(0, len(text), "ACTOR"))] if text else []


def _die(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_once(marker: str) -> None:
    if not Path(marker).exists():
        Path(marker).touch()
        _die("")


def _hang(pipe: str) -> None:
    """Say through a named pipe that the text has arrived, then never come back."""
    with open(pipe, "w"):
        pass
    threading.Event().wait()


def _meet(pipe: str) -> None:
    """Wait until somebody opens the named pipe to read."""
    with open(pipe, "w"):
        pass


def _raise(_: str) -> None:
    raise ValueError("what the article says")


ORDERS = {"die": _die, "die_once": _die_once, "hang": _hang, "meet": _meet, "raise": _raise}


def obedient() -> Obedient:
    return Obedient()


def missing() -> Obedient:
    raise SuggesterError("The suggester is on holiday.")


def dies_loading() -> Obedient:
    _die("")
    return Obedient()


def hangs_loading() -> Obedient:
    threading.Event().wait()
    return Obedient()


class Reporting(Obedient):
    """Reports the settings of its process as rules of spans."""

    def suggest(
        self, texts: Iterable[str], *, batch_size: int = 64, policy: VaguePolicy = VERBATIM
    ) -> Iterator[list[SuggestedSpan]]:
        threads = [os.environ[f"{name}_NUM_THREADS"] for name in ("OMP", "OPENBLAS", "BLIS", "MKL")]
        niceness = str(os.getpriority(os.PRIO_PROCESS, 0))
        heavy = str(any(name in sys.modules for name in ("PySide6", "sqlmodel", "numpy")))
        for _ in texts:
            yield [
                SuggestedSpan(SpanContent(0, 1, "ACTOR"), rule)
                for rule in (*threads, niceness, heavy)
            ]


def reporting() -> Reporting:
    return Reporting()


class Named(Obedient):
    """Takes names; its version is their digest."""

    def use_names(self, book: NameBook) -> None:
        self.version = book.digest


def named() -> Named:
    return Named()


class OtherLabel(Obedient):
    """Uses a label no project starts with."""

    def suggest(
        self, texts: Iterable[str], *, batch_size: int = 64, policy: VaguePolicy = VERBATIM
    ) -> Iterator[list[SuggestedSpan]]:
        for _ in texts:
            yield [SuggestedSpan(SpanContent(0, 1, "GENE"))]


def other_label() -> OtherLabel:
    return OtherLabel()
