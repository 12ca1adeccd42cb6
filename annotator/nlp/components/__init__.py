"""The rules as spaCy components; importing this package registers them.

Each works behind any pipeline, or alone behind a blank one. Order: ``label_map`` (foreign
pipelines), ``span_conventions``, ``gazetteer``, ``context_names``,
``collective_heads``, ``figures``.
"""

from annotator.nlp.components import (
    collective_heads,
    context_names,
    figures,
    gazetteer,
    label_map,
    span_conventions,
)

RULES = ("span_conventions", "gazetteer", "context_names", "collective_heads", "figures")
"""The names of the rule components, in the order in which they must run."""

__all__ = [
    "RULES",
    "collective_heads",
    "context_names",
    "figures",
    "gazetteer",
    "label_map",
    "span_conventions",
]
