"""What a person says about an import: of all its files, and of single ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.formats.reader import ReadOptions
from annotator.operations.importing.finding import File
from annotator.operations.importing.finished import Finished
from annotator.operations.importing.reading import AUTO
from annotator.operations.importing.whose import PeopleFrom

SPLITTABLE = frozenset({"text", "docx", "odt", "rtf", "pdf", "eml"})
"""The kinds of files that can hold a bulletin, which begins an article at words a person says."""


@dataclass(frozen=True, slots=True)
class FileChoices:
    """What a person said about one file, where it differs from what holds for all."""

    kind: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    split_at: str | None = None


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person said about an import. ``files`` are choices for single files, by path.

    With ``as_annotations`` spans become annotations: with ``named_annotators`` of whom each record
    names, or ``people_from`` says, else of the annotator who imports; ``persons`` maps names of the
    files to names here. ``finished`` says which of that work comes in as done. ``labels`` maps
    labels of the files to labels of the project, "" leaves one out; ``new_labels`` adds those that
    neither the project nor the program's own table knows, ``addable`` those of its names alone.
    """

    kind: str = AUTO
    options: ReadOptions = field(default_factory=ReadOptions)
    files: Mapping[str, FileChoices] = field(default_factory=dict)
    as_annotations: bool = False
    named_annotators: bool = False
    people_from: PeopleFrom = PeopleFrom.AUTO
    persons: Mapping[str, str] = field(default_factory=dict)
    finished: Finished = Finished.AUTO
    labels: Mapping[str, str] = field(default_factory=dict)
    new_labels: bool = False
    addable: frozenset[str] = frozenset()
    mute: bool = True
    repair: bool = True

    def kind_of(self, file: File) -> str:
        """What a file is to be read as."""
        own = self.files.get(str(file))
        return (own and own.kind) or self.kind

    def options_of(self, file: File) -> ReadOptions:
        """How a file is to be read."""
        own = self.files.get(str(file), FileChoices())
        return replace(
            self.options,
            encoding=own.encoding or self.options.encoding,
            columns=self.options.columns if own.columns is None else own.columns,
            split_at=own.split_at or self.options.split_at,
        )
