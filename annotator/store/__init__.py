"""The project on disk. The only room that knows SQL; no live row leaves it."""
