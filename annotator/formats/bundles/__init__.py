"""Bundles: the work of people that travels between projects."""
