"""Spans, labels and figures of the article in view: keys, panels, suggestions."""
