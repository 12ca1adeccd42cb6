"""Suggesters by name: the rules, the shipped pipeline, any spaCy pipeline, or one of your own.

Every module of this folder is imported here, so a new suggester is a new file that registers
itself. None of them may import spaCy before it is loaded.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

from annotator.nlp.suggesters import pipelines, registry
from annotator.nlp.suggesters.registry import (
    DEFAULT,
    Kind,
    Suggester,
    SuggesterError,
    SuggesterInfo,
)

for _module in pkgutil.iter_modules(__path__, __name__ + "."):
    import_module(_module.name)


def settled(name_or_path: str) -> str:
    """The name under which a suggester is found from any folder: a directory by its whole path."""
    path = Path(name_or_path).expanduser()
    is_own = name_or_path == DEFAULT or registry.is_registered(name_or_path)
    return str(path.resolve()) if path.is_dir() and not is_own else name_or_path


def of_project(named: str | None) -> str:
    """What a project suggests with, by what it names itself.

    A project comes by mail, and shall bring no code to be run. Raises SuggesterError if it would.
    """
    if named is not None and registry.code_named(named):
        raise SuggesterError(
            f"This project asks to run code, {named}; if you trust it, run “annotator prelabel "
            f"--pipeline {named}”."
        )
    return named or DEFAULT


def described(name_or_path: str) -> SuggesterInfo | None:
    """What is known of a suggester without loading it; None for one that is not on this computer.

    One of your own, `module:factory`, is not known before it is run.
    """
    path = Path(name_or_path)
    if path.is_absolute():
        is_pipeline = (path / "config.cfg").is_file()
        return pipelines.describe(path, name_or_path, Kind.FOLDER) if is_pipeline else None
    name = registry.default_name() if name_or_path == DEFAULT else name_or_path
    if registry.is_registered(name):
        return next((info for info in registry.registered() if info.name == name), None)
    folder = pipelines.package_folder(name)
    return pipelines.describe(folder, name, Kind.PACKAGE) if folder else None


def available() -> list[SuggesterInfo]:
    """Every suggester that can be loaded by name now, without loading any."""
    return [*registry.registered(), *pipelines.installed()]


def load(name_or_path: str = DEFAULT) -> Suggester:
    """The suggester of a registered name, a pipeline's directory or package, or module:factory.

    Raises SuggesterError with the reason in one sentence.
    """
    factory = registry.find(name_or_path)
    return factory() if factory is not None else pipelines.load_any(name_or_path)
