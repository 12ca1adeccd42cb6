"""Two versions of one annotator's work joined: nothing invented, nothing doubled, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.joining import joining
from annotator.domain.lineage import Relation, parse_seen, relation
from annotator.domain.spans import overlaps
from annotator.domain.work import SuggestionKey, WorkDecision, WorkSpan, WorkVersion

KEY = SuggestionKey(0, 3, "ACTOR", "rules", "1")
IDS = st.integers(0, 30).map(lambda n: f"id{n}")


@st.composite
def versions(draw: st.DrawFn, side: str) -> WorkVersion:
    spans: list[WorkSpan] = []
    for n in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, 20))
        end = start + draw(st.integers(1, 5))
        span = WorkSpan(f"{side}{n}", start, end, draw(st.sampled_from("AB")), "manual")
        if not any(overlaps(span, other) for other in spans):
            spans.append(span)
    status = draw(st.sampled_from([None, "in_progress", "done", "skipped"]))
    return WorkVersion("ann", f"{side}:{1 + len(spans)} w:1", tuple(spans), (), status)


def content(version: WorkVersion) -> set[tuple[object, ...]]:
    return {span[1:4] for span in version.spans}


@given(versions("x"), versions("y"))
def test_every_span_is_there_once_or_stays_in_the_other(
    one: WorkVersion, other: WorkVersion
) -> None:
    result = joining(one, other, writer="j")
    joined = result.version
    both = content(one) | content(other)
    assert content(one) <= content(joined) <= both
    assert content(joined) | {span[1:4] for span in result.touching} == both
    spans = joined.spans
    assert not any(overlaps(a, b) for n, a in enumerate(spans) for b in spans[:n])
    assert len({span.id for span in spans}) == len(spans)
    vectors = [parse_seen(version.seen) for version in (one, other, joined)]
    assert relation(vectors[0], vectors[2]) is Relation.OLDER
    newer = relation(vectors[1], vectors[2]) is Relation.OLDER
    assert newer == result.is_whole


@given(versions("x"), versions("y"))
def test_whichever_is_current_the_same_comes_of_it_where_nothing_touches(
    one: WorkVersion, other: WorkVersion
) -> None:
    here, there = joining(one, other, writer="j"), joining(other, one, writer="j")
    assert here.is_whole == there.is_whole
    if here.is_whole:
        assert content(here.version) == content(there.version)
        assert (here.version.status, here.version.seen) == (
            there.version.status,
            there.version.seen,
        )


def span(own: str, start: int, end: int, label: str = "ACTOR", note: str | None = None) -> WorkSpan:
    return WorkSpan(own, start, end, label, "manual", note=note)


def test_the_same_span_said_otherwise_stays_in_the_other() -> None:
    one = WorkVersion("ann", "x:2", (span("a", 0, 3), span("b", 5, 8)))
    other = WorkVersion("ann", "y:2", (span("a", 0, 3, "LOCATION"), span("c", 5, 8, note="n")))
    result = joining(one, other, writer="j")
    assert [item.id for item in result.touching] == ["a", "c"]
    assert result.version.spans == one.spans


def test_a_verdict_comes_with_its_span_and_another_verdict_is_none_of_it() -> None:
    made = span("a", 0, 3)._replace(origin="accepted", suggestion=KEY)
    other = WorkVersion("ann", "y:2", (made,), (WorkDecision(KEY, "accepted", "a"),))
    bare = WorkVersion("ann", "x:2")
    assert joining(bare, other, writer="j").version.decisions == other.decisions
    rejected = WorkVersion("ann", "x:2", (), (WorkDecision(KEY, "rejected"),))
    result = joining(rejected, other, writer="j")
    assert (result.added, result.touching) == ((), (made,))
    assert result.version.decisions == rejected.decisions


def test_done_in_one_place_and_at_work_in_the_other_is_at_work() -> None:
    one = WorkVersion("ann", "x:2", (), (), "done", "unclear")
    other = WorkVersion("ann", "y:2", (), (), "in_progress")
    version = joining(one, other, writer="j").version
    assert (version.status, version.reason) == ("in_progress", "unclear")
    flagged = WorkVersion("ann", "y:2", (), (), "done", "other reason")
    result = joining(one, flagged, writer="j")
    assert result.stands
    assert not result.is_whole
