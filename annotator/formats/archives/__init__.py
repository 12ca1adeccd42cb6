"""ZIP files and folders of a deposit."""
