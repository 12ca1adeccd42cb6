"""Who the person is and where the program keeps what is theirs: settings, data, backups, logs.

Nothing else decides on a folder.
"""

from __future__ import annotations

import getpass
from pathlib import Path

import platformdirs

from annotator.domain.errors import AnnotatorError

_PROGRAM = "annotator"


def login_name() -> str:
    """The name the person is logged in with; "annotator" where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # each by another system or version of Python
        return _PROGRAM


def config_dir(override: Path | None = None) -> Path:
    """The folder of the settings, made when missing. Raises AnnotatorError if it cannot be.

    ``override`` (``--config-dir``) takes the place of every folder of the platform.
    """
    return _made(config_path(override))


def config_path(override: Path | None = None) -> Path:
    """Where the folder of the settings is, or is to be made."""
    return override or platformdirs.user_config_path(_PROGRAM, appauthor=False)


def data_dir(override: Path | None = None) -> Path:
    """The folder of the sample project and the backups, made when missing."""
    return _made(
        override / "data" if override else platformdirs.user_data_path(_PROGRAM, appauthor=False)
    )


def log_dir(override: Path | None = None) -> Path:
    """The folder of the log files, made when missing."""
    return _made(
        override / "logs" if override else platformdirs.user_log_path(_PROGRAM, appauthor=False)
    )


def backup_dir(override: Path | None = None) -> Path:
    """The folder of the backups, away from the projects themselves; made when missing."""
    return _made(data_dir(override) / "backups")


def sample_project(override: Path | None = None) -> Path:
    """Where the sample project is, or is to be made."""
    return data_dir(override) / "Sample.annot"


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnnotatorError(
            f"The folder {folder} cannot be made: {error.strerror}; name another with --config-dir."
        ) from error
    return folder
