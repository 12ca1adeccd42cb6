"""Rebuilds the shipped pipeline from public corpora; never imported by the running program."""
