"""The log: what went wrong, with tracebacks, in files that rotate. Article text is never logged."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LIMIT_BYTES = 1_000_000
_KEPT = 4  # old files beside the one being written
_PASSWORD = re.compile(r"(postgres[\w+]*:/+[^:/@\s]*:)[^@\s]*(?=@)|([?&](?:ssl)?password=)[^&\s]*")
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def without_password(said: str) -> str:
    """What is said, with the password taken out of every address of a server in it."""
    return _PASSWORD.sub(lambda match: f"{match[1] or match[2]}***", said)


class _Discreet(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_password(super().format(record))


def log_path(folder: Path) -> Path:
    """The file the log is written to."""
    return folder / "annotator.log"


def start_log(folder: Path, *, level: int = logging.WARNING) -> Path:
    """Send what the program's loggers say to a file in ``folder``; returns the file.

    The file is opened with the first message. Calling it again moves the log.
    """
    path = log_path(folder)
    logger = logging.getLogger("annotator")
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
    handler = RotatingFileHandler(
        path, maxBytes=_LIMIT_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Discreet(_FORMAT))
    logger.addHandler(handler)
    logger.setLevel(level)
    logging.raiseExceptions = False  # a full disk must not turn logging into an error
    return path
