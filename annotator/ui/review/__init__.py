"""The window as a reviewer uses it: the same reading surface, other keys, other panels."""
