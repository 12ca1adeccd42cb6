"""A reader for ``spacy train``: examples straight from a project, without an export between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from annotator.domain.errors import InputError
from annotator.domain.gold import GOLD
from annotator.domain.splits import PARTS, Split
from annotator.formats.peers.spacy import document
from annotator.library.projects import open_project

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

ALL = "all"


def gold_corpus(
    path: str,
    annotator: str = GOLD,
    part: str = ALL,
    split: str = "80:10:10",
    seed: int = 0,
    keep_muted: bool = False,
) -> Callable[[Language], Iterator[Example]]:
    """What ``@readers = "annotator.Gold.v1"`` of a training configuration means.

    The finished articles of a project with the spans of ``annotator`` (“gold”, “best” or a name),
    as entities and in the span group “sc”. ``part`` is train, dev or test as ``export`` with the
    same ``split`` and ``seed`` deals them out, or all of them. Tokens are the pipeline's own; one
    that a span begins or ends inside is cut in the reference alone.

    Raises InputError for a part or split there is not; the reader raises ProjectError.
    """
    if part not in (*PARTS, ALL):
        raise InputError(f"“{part}” is no part; choose one of {', '.join((*PARTS, ALL))}")
    shares = Split.parse(split, seed=seed)

    def examples(nlp: Language) -> Iterator[Example]:
        from spacy.training import Example

        with open_project(path) as project:
            for sha256, record in project.dealt(annotator, keep_muted=keep_muted):
                if part in (ALL, shares.part(sha256)):
                    reference, _ = document(record, tokenizer=nlp.tokenizer)
                    yield Example(nlp.make_doc(record.article.text), reference)

    return examples
