"""A project as a file: its format, shape, first paint, backup and migrations."""
