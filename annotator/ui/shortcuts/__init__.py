"""Hand savers: go to a word by its letters, mend edges, repeat, flip, label by dragging."""
