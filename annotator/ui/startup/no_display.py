"""Says in one sentence why no window can be shown, where Qt alone would abort the program."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from annotator.ui.startup.libraries import lacking, missing_of

_TRIED = re.compile(r'Could not (load|find) the Qt platform plugin "([^"]*)"')


@contextmanager
def explained() -> Iterator[None]:
    """While the application is made: what is fatal to Qt ends the program with status 2."""
    told: list[str] = []

    def on_message(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(f"{sentence(told)}\n")
            sys.stderr.flush()
            os._exit(2)  # once this returns, Qt aborts
        told.append(message)

    qInstallMessageHandler(on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(None)
    sys.stderr.writelines(f"{message}\n" for message in told)


def sentence(told: list[str]) -> str:
    """What kept Qt from showing a window, by what it has told before it gave up."""
    tried = {name: fate for fate, name in _TRIED.findall("\n".join(told))}
    unknown = [name for name, fate in tried.items() if fate == "find"]
    if unknown:
        return (
            f"Qt knows no platform “{unknown[0]}” to show the window on; set QT_QPA_PLATFORM to "
            "another, or to none."
        )
    if not tried.keys() & {"xcb", "wayland"}:
        return f"The window cannot be shown: Qt says “{told[0] if told else 'nothing'}”."
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not display:
        return (
            "There is no display to show the window on; start “annotator” on a desktop, or through "
            "“ssh -X”. Its commands need none: see “annotator --help”."
        )
    missing = missing_of(*(f"Qt/plugins/platforms/libq{name}.so" for name in tried))
    if missing:
        return str(lacking(missing))
    return (
        f"The display “{display}” cannot be reached, so no window can be shown; see whether it "
        "runs, and whether you may use it."
    )
