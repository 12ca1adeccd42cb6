"""Reviews, rulings, gold and the counts of agreement."""
