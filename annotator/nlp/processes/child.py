"""The program of a suggestion process: loads one suggester, then answers one job after another.

Runs in a spawned process. Must not import Qt, the window or the store, and nothing that loads
numpy before `serve` has set the number of its threads.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Final

from annotator.domain.figures import POLICIES
from annotator.domain.names import NameBook
from annotator.domain.pipelines import LabelCount, LabelTable
from annotator.nlp.processes.messages import Answer, Fault, Job, Loaded, LoadFailed, Spans
from annotator.nlp.suggesters import load
from annotator.nlp.suggesters.registry import (
    Kind,
    MapsLabels,
    Suggester,
    SuggesterError,
    TakesNames,
)
from annotator.processes import serving

log = logging.getLogger(__name__)
FALLBACK: Final = Kind.RULES.value


def serve(
    connection: Connection,
    name: str,
    fallback: bool,
    niceness: int,
    book: NameBook,
    labels: LabelTable = (),
) -> None:
    """Answer the jobs that come through ``connection`` until it is closed or the parent ends.

    A `NameBook` that comes through takes the place of ``book``, and a `Loaded` follows.
    ``labels`` is what a project makes of the suggester's labels.
    ``fallback`` lets the rules stand in for a suggester that cannot be loaded. ``niceness`` is
    how far this process stands back behind others, 0 to 19, where the system knows of it.
    """
    with serving(connection, niceness):
        suggester = _load(connection, name, fallback, book, labels)
        while suggester is not None:
            job: Job | NameBook = connection.recv()
            if isinstance(job, NameBook):
                connection.send(_ready(suggester, job))
            else:
                connection.send(Answer(outcomes(suggester, job), label_counts(suggester)))


def outcomes(suggester: Suggester, job: Job) -> tuple[Spans | Fault, ...]:
    """The spans of every text of a job; a text the suggester stumbles over gets a Fault."""
    try:
        return tuple(_spans(suggester, job.texts, job.policy))
    except Exception as error:  # noqa: BLE001 - a suggester is anybody's code
        label_counts(suggester)  # of texts that are read again
        if len(job.texts) == 1:
            return (_fault(suggester, error),)
    # One of them is to blame; the others must not suffer for it.
    return tuple(
        outcome for text in job.texts for outcome in outcomes(suggester, Job((text,), job.policy))
    )


def _spans(suggester: Suggester, texts: Sequence[str], policy: str) -> list[Spans]:
    answers = [tuple(spans) for spans in suggester.suggest(texts, policy=POLICIES[policy])]
    if len(answers) != len(texts):
        raise SuggesterError(f"it answered {len(answers)} of {len(texts)} texts")
    return answers


def _fault(suggester: Suggester, error: Exception) -> Fault:
    # The message of a foreign exception may quote the article, and articles are not logged.
    kind = type(error).__name__
    place = "".join(traceback.format_tb(error.__traceback__))
    log.warning("%s raised %s\n%s", suggester.name, kind, place)
    return Fault(f"The suggester {suggester.name} stumbled over the text ({kind}).")


def label_counts(suggester: Suggester) -> tuple[LabelCount, ...]:
    """How many spans came with each label since this was asked last."""
    return suggester.take_label_counts() if isinstance(suggester, MapsLabels) else ()


def _ready(suggester: Suggester, book: NameBook) -> Loaded:
    """Give a suggester the names of a team, if it takes any, and say what it is then."""
    names = None
    if isinstance(suggester, TakesNames):
        suggester.use_names(book)
        names = book.digest
    note = getattr(suggester, "note", None)
    return Loaded(suggester.name, suggester.version, note, names)


def _load(
    connection: Connection, name: str, fallback: bool, book: NameBook, labels: LabelTable
) -> Suggester | None:
    try:
        suggester = load(name)
        if isinstance(suggester, MapsLabels):
            suggester.use_labels(labels)
        ready = _ready(suggester, book)
    except SuggesterError as error:
        sentence = str(error)
    except Exception as error:
        log.warning("suggester %s cannot be loaded", name, exc_info=True)
        sentence = f"The suggester {name} cannot be loaded ({type(error).__name__}: {error})."
    else:
        connection.send(ready)
        return suggester
    connection.send(LoadFailed(sentence))
    return _load(connection, FALLBACK, False, book, ()) if fallback and name != FALLBACK else None
