"""Any spaCy pipeline as a suggester: by package name or by directory.

Looking for pipelines reads their ``meta.json`` only; spaCy is imported when one is loaded.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from annotator.domain.figures import VERBATIM, VaguePolicy
from annotator.domain.names import NameBook
from annotator.domain.pipelines import LabelCount, LabelTable
from annotator.domain.values import SuggestedSpan
from annotator.nlp.suggesters.registry import BATCH_SIZE, Kind, SuggesterError, SuggesterInfo

if TYPE_CHECKING:
    from spacy.language import Language

log = logging.getLogger(__name__)
_ENTRY_POINTS = "spacy_models"
_LIST_THEM = "“annotator pipelines” lists those that are there"
_RECOGNISERS = ("ner", "beam_ner", "entity_ruler", "spancat")
# What spaCy raises for damaged, foreign and incomplete pipelines, none of it a kind of its own.
_BROKEN = (OSError, ValueError, TypeError, LookupError, AttributeError, ImportError, EOFError)
_REASON_LIMIT = 160


class PipelineSuggester:
    """A loaded spaCy pipeline that gives its spans by the guidelines.

    ``note`` is a sentence about what it cannot do, or None.
    """

    def __init__(self, nlp: Language, *, name: str, version: str) -> None:
        self._nlp = nlp
        self._plain_version = version
        self.name = name
        self.version = version

    @property
    def note(self) -> str | None:
        return _note(self._nlp, self.name)

    def use_labels(self, labels: LabelTable) -> None:
        """Let labels become what a project says, above the program's label map."""
        from annotator.nlp.language import use_labels

        use_labels(self._nlp, labels)

    def take_label_counts(self) -> tuple[LabelCount, ...]:
        """How many spans came with each of its labels since this was asked last."""
        from annotator.nlp.language import label_map_of

        label_map = label_map_of(self._nlp)
        return label_map.take_counts() if label_map is not None else ()

    def use_names(self, book: NameBook) -> None:
        """Lay a team's names over the shipped ones; the version says so."""
        from annotator.nlp.language import use_names

        use_names(self._nlp, book)
        self.version = with_digest(self._plain_version, book)

    def suggest(
        self,
        texts: Iterable[str],
        *,
        batch_size: int = BATCH_SIZE,
        policy: VaguePolicy = VERBATIM,
    ) -> Iterator[list[SuggestedSpan]]:
        """The spans of each text, in order; a text goes through by paragraph."""
        from annotator.nlp.suggest import suggest_texts

        return suggest_texts(self._nlp, texts, batch_size=batch_size, policy=policy)


def with_digest(version: str, book: NameBook) -> str:
    """A version that names the team's names it works with: ``1.0.0+names.3f2a9c1b``."""
    return f"{version}+names.{book.digest}" if book else version


def plain_version(version: str) -> str:
    """A version without the team's names it works with."""
    return version.partition("+names.")[0]


def installed() -> list[SuggesterInfo]:
    """The spaCy pipeline packages of this Python, by name."""
    names = {point.value.partition(":")[0] for point in metadata.entry_points(group=_ENTRY_POINTS)}
    packages = [(name, package_folder(name)) for name in sorted(names)]
    return [describe(folder, name, Kind.PACKAGE) for name, folder in packages if folder is not None]


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    module = _module(name)
    spec = util.find_spec(module) if module.isidentifier() else None
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None


def describe(folder: Path, name: str, kind: Kind) -> SuggesterInfo:
    """What the ``meta.json`` of a pipeline says; one that says nothing has no version."""
    meta = read_meta(folder)
    labels = meta.get("labels")
    by_component = labels if isinstance(labels, Mapping) else {}
    recognised = {label for part in _RECOGNISERS for label in by_component.get(part, ())}
    return SuggesterInfo(
        name=name,
        version=str(meta.get("version", "")),
        kind=kind,
        where=str(folder),
        labels=tuple(sorted(recognised)),
        language=str(meta.get("lang", "")),
    )


def read_meta(folder: Path) -> dict[str, Any]:
    """The contents of a pipeline's ``meta.json``; empty where it has none that can be read."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def load_any(name_or_path: str) -> PipelineSuggester:
    """A pipeline from a directory or an installed package. Raises SuggesterError."""
    path = Path(name_or_path).expanduser()
    if path.is_dir():
        return load_folder(path, name=path.resolve().name)
    if path.exists():
        raise SuggesterError(f"{path} is a file; a spaCy pipeline is a directory.")
    if len(path.parts) != 1:
        raise SuggesterError(f"There is no pipeline directory {path}; {_LIST_THEM}.")
    folder = package_folder(name_or_path)
    if folder is None:
        raise SuggesterError(
            f"No pipeline called {name_or_path or '(nothing)'} is installed; {_LIST_THEM}."
        )
    _check_version(folder, name_or_path)
    return _load(_module(name_or_path), name=name_or_path)


def load_folder(folder: Path, *, name: str) -> PipelineSuggester:
    """A pipeline from its directory. Raises SuggesterError."""
    if not (folder / "config.cfg").is_file():
        raise SuggesterError(f"{folder} is no spaCy pipeline: it has no config.cfg.")
    _check_version(folder, name)
    return _load(str(folder), name=name)


def _load(source: str, *, name: str) -> PipelineSuggester:
    from annotator.nlp.language import load_pipeline

    try:
        nlp = load_pipeline(source)
    except _BROKEN as error:
        log.info("pipeline %s cannot be loaded", name, exc_info=True)
        raise SuggesterError(f"The pipeline {name} cannot be loaded: {_reason(error)}.") from error
    version = str(nlp.meta.get("version", ""))
    return PipelineSuggester(nlp, name=name, version=version)


def _check_version(folder: Path, name: str) -> None:
    """Refuse a pipeline of another major version of spaCy; warn about another minor one."""
    wanted = str(read_meta(folder).get("spacy_version") or "")
    here = Version(metadata.version("spacy"))
    try:
        fits = SpecifierSet(wanted)
    except InvalidSpecifier:
        return
    if fits.contains(here, prereleases=True):
        return
    same_major = (f"{here.major}.{minor}.{patch}" for minor in range(30) for patch in (0, 99))
    if not any(fits.contains(version) for version in same_major):
        raise SuggesterError(
            f"The pipeline {name} was made for spaCy {wanted} and this is spaCy {here}; "
            "get it in a version for this one."
        )
    log.info("pipeline %s was made for spaCy %s, this is %s", name, wanted, here)


def _note(nlp: Language, name: str) -> str | None:
    from annotator.nlp.components import RULES
    from annotator.nlp.language import label_map_of

    recognisers = [
        part
        for part in nlp.pipe_names
        if part not in RULES and "doc.ents" in nlp.get_pipe_meta(part).assigns
    ]
    if not recognisers:
        return f"The pipeline {name} has no entity recogniser; only the rules find something."
    label_map = label_map_of(nlp)
    if label_map is None:
        return None
    labels = {label for part in recognisers for label in nlp.pipe_labels.get(part, ())}
    if not any(map(label_map.target, labels)):
        few = ", ".join(sorted(labels)[:5])
        return (
            f"The label map knows none of the labels of the pipeline {name} ({few}); "
            "only the rules find something."
        )
    return None


def _reason(error: Exception) -> str:
    first = str(error).strip().split("\n")[0].rstrip(".")
    short = first if len(first) <= _REASON_LIMIT else first[:_REASON_LIMIT].rsplit(" ", 1)[0] + " …"
    return short or type(error).__name__


def _module(name: str) -> str:
    return name.replace("-", "_")
