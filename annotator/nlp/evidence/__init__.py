"""What speaks for a name being an actor, a place or no name at all, weighed together.

``world`` knows the places of GeoNames, ``features`` reads what stands in and around a name,
``model`` weighs it. No piece of evidence decides alone: a surname may also be a town.
"""
