"""Item models over ids: what lists show is fetched when it is looked at."""
