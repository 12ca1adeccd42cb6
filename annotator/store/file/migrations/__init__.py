"""The history of the tables, oldest first. A released revision is never altered."""
