"""Deals the articles of an export out to its parts where each depends on the others: so that every
part has its share of labels, sources or months, or that the newest are the test.

Articles are dealt out in groups (those that tell nearly the same), and no group is ever parted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from annotator.domain.dates import iso_day
from annotator.domain.splits import PARTS, By, Split, Strata
from annotator.domain.wording import counted

_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?\Z")
_ALL = ""  # the stratum that everything is in
_RARE = "rare"  # nor do the names of others read so
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """An article to be dealt out: the hash of its group, its id, and what it is dealt out by.

    ``published`` is as the article has it, ``labels`` how many spans there are of each label.
    """

    group: str
    uid: str
    source: str | None = None
    published: str | None = None
    labels: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    key: str
    digest: bytes
    size: int
    day: str | None  # the newest of its articles
    strata: Counter[str]


@dataclass(frozen=True, slots=True)
class Deal:
    """The part of each group, by its hash, and what there is to say of how they were dealt out."""

    parts: Mapping[str, str]
    notes: tuple[str, ...] = ()


def last_day(published: str | None) -> str | None:
    """The day of an article as ISO; of a month or a year alone its last, since the article may be
    as new as that. None where it has none that can be read.
    """
    alone = _YEAR_OR_MONTH.match((published or "").strip())
    if alone:
        return f"{alone[1]}-{alone[2] or '12'}-31"
    return iso_day(published) if published else None


def deal(items: Iterable[Item], split: Split) -> Deal:
    """Deal articles out."""
    by_group: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_group[item.group].append(item)
    kept, parted = _kept(by_group, split)
    groups = [_group(key, members, split) for key, members in by_group.items()]
    notes: list[str] = []
    if parted:
        notes.append(
            f"{counted(parted, 'group')} of articles that tell nearly the same lay in several parts"
            " before; each lies whole in the part that had most of it."
        )
    fresh = [group for group in groups if group.key not in kept]
    if split.by is By.TIME:
        undated = sum(group.size for group in groups if group.day is None)
        if undated:
            notes.append(
                f"{counted(undated, 'article')} without a day that can be read went to train, "
                "unless kept elsewhere."
            )
        parts = _by_time(groups, fresh, kept, split)
    elif split.stratify is None:
        parts = {group.key: split.part(group.key) for group in fresh}
    else:
        parts = _stratified(groups, kept, split)
    return Deal({**parts, **kept}, tuple(notes))


def _group(key: str, members: Sequence[Item], split: Split) -> _Group:
    strata = Counter[str]({_ALL: len(members)})
    for item in members:
        strata.update(_strata(item, split.stratify))
    days = [day for item in members if (day := last_day(item.published))]
    return _Group(key, split.digest(key), len(members), max(days, default=None), strata)


def _strata(item: Item, by: Strata | None) -> Mapping[str, int]:
    # The names never are `_ALL`.
    if by is Strata.LABEL:
        return {f"label {name}": count for name, count in (item.labels or {}).items()}
    if by is Strata.SOURCE:
        return {f"source {item.source or _UNKNOWN}": 1}
    if by is Strata.DATE:
        return {f"month {(last_day(item.published) or _UNKNOWN)[:7]}": 1}
    return {}


def _kept(by_group: Mapping[str, Sequence[Item]], split: Split) -> tuple[dict[str, str], int]:
    """The groups that have a part already; how many of them lay in several."""
    kept: dict[str, str] = {}
    parted = 0
    for key, members in by_group.items():
        before = Counter(split.keep[item.uid] for item in members if item.uid in split.keep)
        if before:
            kept[key] = max(PARTS, key=lambda part: before[part])
            parted += len(before) > 1
    return kept, parted


def _by_time(
    groups: Sequence[_Group], fresh: Sequence[_Group], kept: Mapping[str, str], split: Split
) -> dict[str, str]:
    """The oldest to train, the newest to test; a day is never parted. A group is as new as its
    newest article. Where some lie in parts already, the days at which these end hold for all.
    """
    until = {part: "" for part in PARTS}
    for group in groups:
        part = kept.get(group.key)
        if part is not None and group.day is not None:
            until[part] = max(until[part], group.day)
    if any(until.values()):
        ends = [until["train"], max(until["train"], until["dev"])]
        parts = {g.key: PARTS[sum((g.day or "") > end for end in ends)] for g in fresh}
        return parts
    sizes = Counter[str]()
    for group in fresh:
        if group.day is not None:
            sizes[group.day] += group.size
    of_day = dict(_days(sizes, split))
    return {group.key: PARTS[0] if group.day is None else of_day[group.day] for group in fresh}


def _days(sizes: Mapping[str, int], split: Split) -> Iterator[tuple[str, str]]:
    """The part of each day: the one in which the middle of its articles lies."""
    total, reached = sum(sizes.values()), 0
    for day in sorted(sizes):
        yield day, split.part_at(Fraction(2 * reached + sizes[day], 2 * total))
        reached += sizes[day]


def _stratified(groups: Sequence[_Group], kept: Mapping[str, str], split: Split) -> dict[str, str]:
    """Iterative stratification (Sechidis, Tsoumakas, Vlahavas 2011): of the stratum with the fewest
    groups left each goes to the part that lacks most of it, and of what lacks alike, most of all.
    """
    whole = sum(split.shares)
    groups = _pooled(groups, Fraction(min(filter(None, split.shares))) / whole)
    fresh = [group for group in groups if group.key not in kept]
    total = Counter[str]()
    for group in groups:
        total.update(group.strata)
    lacking = {
        part: {name: count * share / whole for name, count in total.items()}
        for part, share in zip(PARTS, split.shares, strict=True)
    }
    open_parts = [part for part, share in zip(PARTS, split.shares, strict=True) if share]
    for group in groups:
        if group.key in kept:
            _take(lacking[kept[group.key]], group)
    parts: dict[str, str] = {}
    for name, members in _rarest_first(fresh):
        # Large ones first: what they tip over, small ones level out again.
        for group in sorted(members, key=lambda item: (-item.strata[name], item.digest)):
            part = max(open_parts, key=lambda part: (lacking[part][name], lacking[part][_ALL]))
            parts[group.key] = part
            _take(lacking[part], group)
    return parts


def _pooled(groups: Sequence[_Group], least: Fraction) -> list[_Group]:
    """The groups, with strata that are too small for each part to get any of them as one."""
    total = Counter[str]()
    for group in groups:
        total.update(group.strata)
    pooled: list[_Group] = []
    for group in groups:
        strata = Counter[str]()
        for name, count in group.strata.items():
            strata[name if name == _ALL or total[name] * least >= 1 else _RARE] += count
        pooled.append(replace(group, strata=strata))
    return pooled


def _take(lacking: dict[str, Fraction], group: _Group) -> None:
    for name, count in group.strata.items():
        lacking[name] -= count


def _rarest_first(groups: Sequence[_Group]) -> Iterator[tuple[str, list[_Group]]]:
    """Strata, each time that with the fewest groups left, with these; at last what is in none."""
    left: defaultdict[str, dict[str, _Group]] = defaultdict(dict)
    for group in groups:
        for name in group.strata:
            left[name][group.key] = group
    while True:
        rest = [(len(members), name) for name, members in left.items() if name != _ALL and members]
        if not rest:
            break
        _, name = min(rest)
        members = list(left[name].values())
        yield name, members
        for group in members:
            for other in group.strata:
                left[other].pop(group.key, None)
    yield _ALL, list(left[_ALL].values())
