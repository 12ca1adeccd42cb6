"""JSON's loopholes are shut: each is refused with a reason, none crashes."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import InputError
from annotator.formats.json.strict_json import parse, refuse_deep

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab"), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_sound_json_comes_through(value: object) -> None:
    found = parse(json.dumps(value).encode())
    refuse_deep(found)
    assert found == value


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "not JSON"),
        (b'{"text": "a",}', "not JSON"),
        (b'{"text": "a"} extra', "not JSON"),
        (b'{"text": "a\nb"}', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8 .byte 10"),
        (b'{"n": NaN}', "NaN is not a number that JSON knows"),
        (b'{"n": -Infinity}', "Infinity is not a number that JSON knows"),
        (b'{"n": 1e999}', "too large"),
        (b'{"n": ' + b"9" * 5000 + b"}", "5000 digits"),
        (b'{"n": 18446744073709551616}', "20 digits"),
        (b'{"n": 0.' + b"1" * 5000 + b"}", "too long"),
        (b'{"a": 1, "a": 2}', "the key “a” twice"),
        (b'{"a": {"b": 1, "b": 1}}', "the key “b” twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"[" * 65 + b"]" * 65, "nested too deeply"),
        (b'"\\ud83d"', "half a character"),
        (b'{"a": ["\\udc00"]}', "half a character"),
        (b'{"\\ud83d": 1}', "half a character"),
    ],
    ids=range(20),
)
def test_a_loophole_is_shut(line: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        refuse_deep(parse(line))


@given(st.binary())
def test_no_bytes_crash_it(line: bytes) -> None:
    with contextlib.suppress(InputError):
        refuse_deep(parse(line))
