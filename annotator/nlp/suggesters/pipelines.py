"""Any spaCy pipeline as a suggester: by package name or by directory.

Looking for pipelines reads their ``meta.json`` only; spaCy is imported when one is loaded.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from annotator.domain.values import SuggestedSpan
from annotator.nlp.suggesters.registry import BATCH_SIZE, Kind, SuggesterError, SuggesterInfo

if TYPE_CHECKING:
    from spacy.language import Language

log = logging.getLogger(__name__)
_ENTRY_POINTS = "spacy_models"
_LIST_THEM = "“annotator pipelines” lists those that are there"


class PipelineSuggester:
    """A loaded spaCy pipeline that gives its spans by the guidelines."""

    def __init__(self, nlp: Language, *, name: str, version: str) -> None:
        self._nlp = nlp
        self.name = name
        self.version = version

    def suggest(
        self, texts: Iterable[str], *, batch_size: int = BATCH_SIZE
    ) -> Iterator[list[SuggestedSpan]]:
        """The spans of each text, in order."""
        from annotator.nlp.language import suggest_texts

        return suggest_texts(self._nlp, texts, batch_size=batch_size)


def installed() -> list[SuggesterInfo]:
    """The spaCy pipeline packages of this Python, by name."""
    names = {point.value.partition(":")[0] for point in metadata.entry_points(group=_ENTRY_POINTS)}
    found = [(name, package_folder(name)) for name in sorted(names)]
    return [describe(folder, name, Kind.PACKAGE) for name, folder in found if folder is not None]


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    module = name.replace("-", "_")
    if not module.isidentifier():
        return None
    spec = util.find_spec(module)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None


def describe(folder: Path, name: str, kind: Kind) -> SuggesterInfo:
    """What the ``meta.json`` of a pipeline says; a pipeline without one has no version."""
    meta = read_meta(folder) or {}
    labels = {label for component in dict(meta.get("labels") or {}).values() for label in component}
    recogniser = (meta.get("labels") or {}).get("ner") or (meta.get("labels") or {}).get("spancat")
    return SuggesterInfo(
        name=name,
        version=str(meta.get("version", "")),
        kind=kind,
        where=str(folder),
        labels=tuple(recogniser) if recogniser else tuple(sorted(labels) if False else ()),
    )


def read_meta(folder: Path) -> dict[str, Any] | None:
    """The contents of a pipeline's ``meta.json``, None where it has none that can be read."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return meta if isinstance(meta, dict) else None


def load_pipeline_suggester(name_or_path: str) -> PipelineSuggester:
    """A pipeline from a directory or an installed package. Raises SuggesterError."""
    folder = Path(name_or_path).expanduser()
    if folder.is_dir():
        return load_folder(folder, name=folder.resolve().name)
    if folder.exists():
        raise SuggesterError(f"{folder} is a file; a spaCy pipeline is a directory.")
    if len(folder.parts) > 1:
        raise SuggesterError(f"There is no pipeline directory {folder}; {_LIST_THEM}.")
    package = package_folder(name_or_path)
    if package is None:
        raise SuggesterError(
            f"No pipeline called {name_or_path} is installed or registered; {_LIST_THEM}."
        )
    return load_folder(package, name=name_or_path)
