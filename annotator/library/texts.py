"""Suggested spans for texts, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from annotator.domain.figures import POLICIES, VERBATIM
from annotator.domain.values import SuggestedSpan
from annotator.nlp.suggesters import load
from annotator.nlp.suggesters.registry import DEFAULT, Suggester


def suggest(
    texts: Iterable[str], *, pipeline: str = DEFAULT, policy: str = VERBATIM.name
) -> Iterator[list[SuggestedSpan]]:
    """The suggested spans of each text, in the order given; offsets are code points, half open.

    ``pipeline`` is a name from ``annotator pipelines``, a spaCy package or folder, or
    ``module:factory``; the one used last stays loaded. ``policy`` is what vague magnitudes such as
    “dozens” are worth: “verbatim” or “acled”. Texts may come from a generator: few are read ahead.

    Raises SuggesterError when the pipeline cannot be loaded, KeyError for a policy there is not.
    """
    return loaded(pipeline).suggest(texts, policy=POLICIES[policy])


@lru_cache(maxsize=1)
def loaded(pipeline: str) -> Suggester:
    """The pipeline of a name, kept until another is asked for. Raises SuggesterError."""
    return load(pipeline)
