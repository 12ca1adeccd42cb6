"""One file per format, reading and writing side by side. Knows no project and no other room."""
