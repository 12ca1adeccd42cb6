"""Agreement between annotators, measured and reported."""
