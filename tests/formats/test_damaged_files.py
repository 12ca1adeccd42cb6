"""Whatever bytes a file holds, a reader gives records and issues and never a traceback."""

from __future__ import annotations

import zlib
from pathlib import Path

import orjson
import pytest
from file_samples import ANN, RECORDS, SAMPLES, TEXT, changed, changes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_verbs import are_inside, kind_of

from annotator.domain.records import ImportIssue, Record
from annotator.formats.reader import ReadOptions
from annotator.formats.readers import READERS
from annotator.operations.importing import reading


def check(file: Path, kind: str) -> None:
    options = ReadOptions()
    for item in reading.read(file, kind=kind, options=options):
        assert isinstance(item, Record | ImportIssue)
        if isinstance(item, ImportIssue):
            assert "Traceback" not in item.reason
            assert item.reason
        else:
            assert are_inside(item)
            assert all(span.label for span in item.spans)
            orjson.dumps(item.article.extra)
            item.article.text.encode()
    assert reading.count(file, kind=kind, options=options) >= 1


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_samples_are_what_they_are_called(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.dat"
    file.write_bytes(SAMPLES[kind])
    if kind not in ("text", "markdown"):
        assert kind_of(file) == kind


@pytest.mark.parametrize("kind", SAMPLES)
@given(places=changes)
@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_changed_bytes_give_records_and_issues(
    tmp_path: Path, kind: str, places: list[tuple[int, int, bytes]]
) -> None:
    file = tmp_path / "a.dat"
    file.write_bytes(changed(SAMPLES[kind], places))
    check(file, kind)
    check(file, reading.AUTO)


@pytest.mark.parametrize("name", RECORDS)
@given(places=changes)
@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_changed_records_of_other_tools_do_too(
    tmp_path: Path, name: str, places: list[tuple[int, int, bytes]]
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(changed(RECORDS[name], places))
    check(file, "json")
    check(file, reading.AUTO)


@given(places=changes, text_places=changes)
@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_changed_annotations_beside_a_text_do_too(
    tmp_path: Path, places: list[tuple[int, int, bytes]], text_places: list[tuple[int, int, bytes]]
) -> None:
    (tmp_path / "a.ann").write_bytes(changed(ANN.encode(), places))
    file = tmp_path / "a.txt"
    file.write_bytes(changed(TEXT.encode(), text_places))
    check(file, reading.AUTO)


@given(data=st.binary(max_size=200), kind=st.sampled_from([*READERS]))
@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_do_too(tmp_path: Path, data: bytes, kind: str) -> None:
    file = tmp_path / "a.dat"
    file.write_bytes(data)
    check(file, kind)
    check(file, reading.AUTO)


@given(places=changes)
@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_docbin_that_unpacks_does_too(
    tmp_path: Path, places: list[tuple[int, int, bytes]]
) -> None:
    file = tmp_path / "a.spacy"
    file.write_bytes(zlib.compress(changed(zlib.decompress(SAMPLES["spacy"]), places)))
    check(file, "spacy")
