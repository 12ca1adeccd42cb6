"""Suggesters by name: the rules, the shipped pipeline, any spaCy pipeline, or one of your own.

Every module of this folder is imported here, so a new suggester is a new file that registers
itself. None of them may import spaCy before it is loaded.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from annotator.nlp.suggesters import pipelines, registry
from annotator.nlp.suggesters.registry import (
    BATCH_SIZE,
    DEFAULT,
    Kind,
    Suggester,
    SuggesterError,
    SuggesterInfo,
    TakesNames,
    default_name,
    register,
)

__all__ = [
    "BATCH_SIZE",
    "DEFAULT",
    "Kind",
    "Suggester",
    "SuggesterError",
    "SuggesterInfo",
    "TakesNames",
    "available",
    "default_name",
    "load",
    "register",
]

for _module in pkgutil.iter_modules(__path__, __name__ + "."):
    import_module(_module.name)


def available() -> list[SuggesterInfo]:
    """Every suggester that can be loaded by name now, without loading any."""
    return [*registry.registered(), *pipelines.installed()]


def load(name_or_path: str = DEFAULT) -> Suggester:
    """The suggester of a registered name, a pipeline's directory or package, or module:factory.

    Raises SuggesterError with the reason in one sentence.
    """
    factory = registry.find(name_or_path)
    return factory() if factory is not None else pipelines.load_any(name_or_path)
