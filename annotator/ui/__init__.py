"""The window: Qt widgets over the same operations a script calls."""
