"""Merging the work of bundles, and versions that conflict."""
