"""The guidelines beside the text."""
