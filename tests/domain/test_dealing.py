"""Articles are dealt out in their shares, by strata or by time, and no group is ever parted."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.dealing import Item, deal, last_day
from annotator.domain.errors import InputError
from annotator.domain.splits import PARTS, By, Split, Strata

WAYS = [(By.HASH, None), (By.TIME, None), *((By.HASH, strata) for strata in Strata)]
DAYS = [f"2024-0{month}-1{day}" for month in range(1, 7) for day in range(3)]
items = st.lists(
    st.builds(
        Item,
        st.sampled_from([f"group {n}" for n in range(12)]),
        st.uuids().map(str),
        st.sampled_from(["AP", "AFP", None]),
        st.sampled_from([*DAYS, None, "2023", "lately"]),
        st.dictionaries(st.sampled_from(["ACTOR", "LOCATION"]), st.integers(1, 9)),
    ),
    max_size=40,
)


def split(by: By = By.HASH, stratify: Strata | None = None, **more: object) -> Split:
    return Split.parse("80:10:10", by=by, stratify=stratify, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("by", "stratify"), WAYS)
@given(articles=items, data=st.data())
def test_every_group_lies_whole_in_one_part_whatever_was_kept(
    articles: list[Item], data: st.DataObject, by: By, stratify: Strata | None
) -> None:
    uids = [item.uid for item in articles]
    kept = st.dictionaries(st.sampled_from(uids), st.sampled_from(PARTS)) if uids else st.just({})
    dealt = deal(articles, split(by, stratify, keep=data.draw(kept)))
    assert dealt.parts.keys() == {item.group for item in articles}
    assert set(dealt.parts.values()) <= set(PARTS)


@pytest.mark.parametrize(("by", "stratify"), WAYS)
@given(articles=items)
def test_the_order_in_which_articles_come_changes_nothing(
    articles: list[Item], by: By, stratify: Strata | None
) -> None:
    ways = split(by, stratify)
    assert deal(articles, ways) == deal(articles[::-1], ways)


@pytest.mark.parametrize(("by", "stratify"), WAYS)
@given(before=items, more=items)
def test_what_was_kept_stays_where_it_lay_when_articles_are_added(
    before: list[Item], more: list[Item], by: By, stratify: Strata | None
) -> None:
    first = deal(before, split(by, stratify)).parts
    keep = {item.uid: first[item.group] for item in before}
    again = deal([*before, *more], split(by, stratify, keep=keep)).parts
    assert {group: again[group] for group in first} == first


@given(articles=items)
def test_by_time_nothing_in_train_is_as_new_as_what_makes_a_test_article_new(
    articles: list[Item],
) -> None:
    parts = deal(articles, split(By.TIME)).parts
    newest: defaultdict[str, str] = defaultdict(str)
    for item in articles:
        newest[item.group] = max(newest[item.group], last_day(item.published) or "")
    days = {part: [day for g, day in newest.items() if day and parts[g] == part] for part in PARTS}
    for earlier, later in (("train", "dev"), ("dev", "test"), ("train", "test")):
        if days[earlier] and days[later]:
            assert max(days[earlier]) < min(days[later])


def test_by_time_articles_added_later_never_train_on_what_follows_the_test() -> None:
    before = [Item(f"g{n}", f"u{n}", published=f"2024-01-{n + 1:02}") for n in range(20)]
    first = deal(before, split(By.TIME)).parts
    keep = {item.uid: first[item.group] for item in before}
    late = [Item("old", "old", published="2023-12-01"), Item("new", "new", published="2024-03-01")]
    again = deal([*before, *late], split(By.TIME, keep=keep)).parts
    assert (again["old"], again["new"]) == ("train", "test")


def test_articles_without_a_day_go_to_train_and_are_counted() -> None:
    dealt = deal([Item("g", "u"), Item("h", "v", published="soon")], split(By.TIME))
    assert set(dealt.parts.values()) == {"train"}
    assert dealt.notes[0].startswith("2 articles without a day")


def test_a_month_alone_counts_as_its_last_day() -> None:
    assert last_day("2024-02") > (last_day("2024-02-28") or "")  # type: ignore[operator]


@pytest.mark.parametrize("stratify", Strata)
def test_each_part_gets_its_share_of_every_stratum(stratify: Strata) -> None:
    articles = [
        Item(
            f"g{n}",
            f"u{n}",
            source="AP" if n % 4 else "AFP",
            published=f"2024-0{1 + n % 4 // 3}-01",
            labels={"ACTOR": 1} if n % 4 else {"LOCATION": 1},
        )
        for n in range(400)
    ]
    dealt = deal(articles, split(stratify=stratify))
    counts = Counter((item.source, dealt.parts[item.group]) for item in articles)
    if stratify is Strata.DATE:
        counts = Counter((item.published, dealt.parts[item.group]) for item in articles)
    sizes = sorted(counts.values())
    assert sizes == [10, 10, 30, 30, 80, 240]


def test_sources_with_an_article_each_are_dealt_out_together() -> None:
    articles = [Item(f"g{n}", f"u{n}", source=f"site {n}") for n in range(100)]
    parts = Counter(deal(articles, split(stratify=Strata.SOURCE)).parts.values())
    assert parts == {"train": 80, "dev": 10, "test": 10}


def test_a_group_that_lay_in_several_parts_goes_where_most_of_it_lay_and_is_told() -> None:
    articles = [Item("g", uid) for uid in "abc"]
    keep = {"a": "test", "b": "test", "c": "train"}
    dealt = deal(articles, split(keep=keep))
    assert dealt.parts == {"g": "test"}
    assert dealt.notes[0].startswith("1 group of articles")


def test_strata_and_time_together_are_refused() -> None:
    with pytest.raises(InputError, match="leave out --stratify"):
        split(By.TIME, Strata.LABEL)
