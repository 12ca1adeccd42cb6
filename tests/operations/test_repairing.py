"""A repaired record has every span it had, over the same words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import InputError
from annotator.domain.records import Record, RecordSpan, RejectedSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import verify
from annotator.domain.values import NewArticle, Status, TextRange
from annotator.intake.repair import repaired
from annotator.operations.importing.repairing import repair

DAMAGED = "The Talibanâ€™s men took BogotÃ¡, donâ€™t they?"


def record(text: str, *spans: tuple[int, int], raw: bytes | None = None) -> Record:
    article = NewArticle(text, text[:30], raw=raw)
    return Record(article, tuple(RecordSpan(start, end, "ACTOR") for start, end in spans))


def covered(found: Record) -> list[str]:
    return [found.article.text[span.start : span.end] for span in found.spans]


def test_spans_move_with_the_text() -> None:
    at = DAMAGED.index("Bogot")
    done = repair(record(DAMAGED, (4, 15), (at, at + 7), (at + 9, at + 16)))
    assert done.record.article.text == "The Taliban’s men took Bogotá, don’t they?"
    assert covered(done.record) == ["Taliban’s", "Bogotá", "don’t"]
    assert len(done.made) == 3


def test_the_title_is_repaired_and_the_bytes_are_kept() -> None:
    done = repair(record(DAMAGED)).record.article
    assert done.title.startswith("The Taliban’s men")
    assert done.raw == DAMAGED.encode()
    assert repair(record(DAMAGED, raw=b"as it came")).record.article.raw == b"as it came"


def test_a_place_a_span_ends_in_stays_as_it_was_and_the_rest_is_repaired() -> None:
    done = repair(record(DAMAGED, (4, 12)))
    assert done.record.article.text == "The Talibanâ€™s men took Bogotá, don’t they?"
    assert covered(done.record) == ["Talibanâ"]
    assert len(done.left) == 1


def test_rejected_spans_are_moved_as_well() -> None:
    at = DAMAGED.index("don")
    rejected = (RejectedSpan(SpanContent(at, at + 7, "ACTOR"), "rules@1"),)
    found = Record(NewArticle(DAMAGED, "t"), rejected=rejected)
    (moved,) = repair(found).record.rejected
    text = repair(found).record.article.text
    assert text[moved.start : moved.end] == "don’t"


def test_somebodys_work_is_left_alone() -> None:
    article = NewArticle(DAMAGED, "t")
    for found in (Record(article, annotator="ben"), Record(article, status=Status.DONE)):
        assert repair(found).record is found


def test_muted_parts_and_those_that_are_not_any_more_are_moved_as_well() -> None:
    at = DAMAGED.index("don")
    parts = (TextRange(at, at + 7, "menu"),)
    for found in (replace(record(DAMAGED), muted=parts), replace(record(DAMAGED), unmuted=parts)):
        done = repair(found).record
        (moved,) = done.muted + done.unmuted
        assert done.article.text[moved.start : moved.end] == "don’t"


def test_a_place_a_muted_part_ends_in_stays_as_it_was() -> None:
    done = repair(replace(record(DAMAGED), muted=(TextRange(0, 12, "menu"),)))
    assert done.record.article.text == "The Talibanâ€™s men took Bogotá, don’t they?"
    assert len(done.left) == 1


DAMAGE = ("donâ€™t", "BogotÃ¡", "â€œ", "â€\x9d", "Â£", "Ã ")
pieces = st.lists(
    st.sampled_from([*DAMAGE, "Kabul", " ", "\n", "’", "x"]), min_size=1, max_size=12
).map("".join)


@given(pieces, st.data())
def test_no_span_is_ever_lost_or_put_over_other_words(text: str, data: st.DataObject) -> None:
    bounds = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        try:
            verify(text, start, end)
        except InputError:
            continue
        bounds.append((start, end))
    done = repair(record(text, *bounds))
    new = done.record.article.text
    for (start, end), span in zip(bounds, done.record.spans, strict=True):
        verify(new, span.start, span.end)
        after = new[span.start : span.end]
        inside = [r for r in done.made if start <= r.start and r.end <= end]
        assert len(after) == end - start + sum(len(r.new) - len(r.old) for r in inside)
    if not bounds:
        assert new == repaired(text)
