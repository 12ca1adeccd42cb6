"""Web pages and markdown."""
