"""One article as one annotator sees it, and how an edit changes the picture."""

from __future__ import annotations

from annotator.domain.edits import Edit
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Annotation,
    Article,
    ArticleStatus,
    Decision,
    Document,
    MutedRange,
    Origin,
    Status,
    Suggestion,
    Verdict,
)

TEXT = "Taliban fighters took Kunduz"
ARTICLE = Article(1, "uid", "title", "0" * 64, len(TEXT))


def annotation(identifier: str, start: int, end: int, article: int = 1) -> Annotation:
    return Annotation(
        identifier, article, "ann", SpanContent(start, end, "ACTOR"), TEXT[start:end], Origin.MANUAL
    )


def suggestion(number: int, start: int, end: int) -> Suggestion:
    return Suggestion(number, 1, SpanContent(start, end, "ACTOR"), "source", "1")


STATE = ArticleState(
    Document(ARTICLE, TEXT),
    "ann",
    annotations=(annotation("b", 8, 16),),
    suggestions=(suggestion(1, 0, 7), suggestion(2, 22, 28)),
)


def test_an_article_without_work_is_new() -> None:
    assert STATE.status is Status.NEW


def test_a_suggestion_waits_until_there_is_a_decision() -> None:
    verdict = Decision(1, 1, "ann", Verdict.REJECTED)
    after = STATE.after(Edit("reject", after=(verdict,)))
    assert [item.id for item in STATE.waiting] == [1, 2]
    assert [item.id for item in after.waiting] == [2]
    assert after.decision_on(1) == verdict
    assert after.decision_on(2) is None


def test_annotations_stay_in_text_order_the_longer_first() -> None:
    added = (annotation("c", 0, 7), annotation("a", 0, 16))
    after = STATE.after(Edit("add", after=added))
    assert [item.id for item in after.annotations] == ["a", "c", "b"]


def test_decisions_stay_in_the_order_of_their_suggestions() -> None:
    later = STATE.after(Edit("2", after=(Decision(2, 1, "ann", Verdict.REJECTED),)))
    both = later.after(Edit("1", after=(Decision(1, 1, "ann", Verdict.REJECTED),)))
    assert [item.suggestion_id for item in both.decisions] == [1, 2]


def test_a_changed_row_takes_the_place_of_the_old_one() -> None:
    old = STATE.annotations[0]
    after = STATE.after(Edit("note", (old,), (old.with_span(note="n"),)))
    assert after.annotations == (old.with_span(note="n"),)
    assert after.annotation("b") == old.with_span(note="n")


def test_a_removed_row_is_gone() -> None:
    after = STATE.after(Edit("delete", before=STATE.annotations))
    assert after.annotations == ()
    assert after.annotation("b") is None


def test_rows_of_other_articles_are_passed_over() -> None:
    after = STATE.after(Edit("elsewhere", after=(annotation("x", 0, 7, article=2),)))
    assert after == STATE


def test_work_and_muted_ranges_follow_an_edit_there_and_back() -> None:
    edit = Edit(
        "both",
        after=(ArticleStatus(1, "ann", Status.FLAGGED, "why"), MutedRange("m", 1, 0, 7, "manual")),
    )
    after = STATE.after(edit)
    assert (after.status, after.article_status and after.article_status.reason) == (
        Status.FLAGGED,
        "why",
    )
    assert [item.id for item in after.muted] == ["m"]
    assert after.after(edit.inverse()) == STATE


def test_the_state_before_is_left_alone() -> None:
    STATE.after(Edit("delete", before=STATE.annotations))
    assert len(STATE.annotations) == 1
