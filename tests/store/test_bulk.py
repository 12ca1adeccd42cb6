"""Rows in bulk come whole and in their order, whatever their number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.bulk import chunks


@given(st.lists(st.integers(), max_size=40), st.integers(1, 50))
def test_chunks_are_the_items_in_order_none_longer_than_asked(items: list[int], size: int) -> None:
    parts = list(chunks(items, size))
    assert [item for part in parts for item in part] == items
    assert all(0 < len(part) <= size for part in parts)
