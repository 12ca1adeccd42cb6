"""Where guidelines and labels go that leave the project with the work that goes by them."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.errors import AnnotatorError
from annotator.files import with_ending
from annotator.formats.bundles import definitions as file_format
from annotator.formats.tables import span_table

_OWN = (
    file_format.is_definitions,
    file_format.is_labelling,
    file_format.is_report,
    file_format.is_card,
    span_table.is_figures,
)


def path_beside(out: Path, suffix: str = file_format.SUFFIX) -> Path:
    """Where the definitions of an export into one file go, or what else lies beside it.

    Raises AnnotatorError if something else is there, which is never written over.
    """
    path = with_ending(out, "").with_name(out.name + suffix)
    try:
        with path.open("rb") as file:
            head = file.read(200)
            if any(is_own(path.name, head) for is_own in _OWN):
                return path
    except FileNotFoundError:
        return path
    except OSError as error:
        raise AnnotatorError(f"{path} cannot be written: {error.strerror}.") from error
    raise AnnotatorError(
        f"{path} is there already and was not written by an export; move it or choose another name."
    )


def account_paths(out: Path) -> tuple[Path, Path]:
    """Where the report and the card of an export into one file go. Raises as `path_beside`."""
    return path_beside(out, file_format.REPORT_SUFFIX), path_beside(out, file_format.CARD_SUFFIX)


def report_of(out: Path) -> Path:
    """Where the report of the export to ``out`` lies: in a folder, or beside a file."""
    return out / file_format.REPORT if out.is_dir() else account_paths(out)[0]
