"""Which articles, in which order, and the counts kept for it."""
