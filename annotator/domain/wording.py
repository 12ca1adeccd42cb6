"""Counts in sentences."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A count with its noun: “1 article”, “2 articles”, “1,200 articles”."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
