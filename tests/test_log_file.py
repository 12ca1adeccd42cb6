"""The log says what went wrong, and never a password."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from annotator.log_file import log_path, start_log, without_password

SAID = {
    "postgresql://ann:s3c/r:et@h/war is not there": "postgresql://ann:***@h/war is not there",
    "postgres:/ann:s3cret@h/war": "postgres:/ann:***@h/war",
    "(postgresql+psycopg://ann:s3cret@h:1/war)": "(postgresql+psycopg://ann:***@h:1/war)",
    "postgresql://h/war?user=a&password=s3&x=1": "postgresql://h/war?user=a&password=***&x=1",
    "postgresql://ann@h/war": "postgresql://ann@h/war",
    "https://paper.example/a:b@c": "https://paper.example/a:b@c",
}


@pytest.mark.parametrize("said", SAID)
def test_a_password_in_an_address_is_not_repeated(said: str) -> None:
    assert without_password(said) == SAID[said]


def test_the_log_holds_no_password(tmp_path: Path) -> None:
    start_log(tmp_path)
    try:
        raise ValueError("postgresql://ann:s3cret@h/war")
    except ValueError:
        logging.getLogger("annotator.test").exception("opening postgres://ann:s3cret@h/war")
    written = log_path(tmp_path).read_text("utf-8")
    assert (written.count("ann:***@h"), "s3cret" in written) == (
        3,
        False,
    )  # one in the line of the source
