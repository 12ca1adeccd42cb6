"""Bundles sent, and what comes back merged."""
