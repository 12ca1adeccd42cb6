"""Articles: rows, search, duplicate groups, muted parts."""
