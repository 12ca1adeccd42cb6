"""Questions to the person. Each dialog has one classmethod ``ask`` that gives an answer or None."""
