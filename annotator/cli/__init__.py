"""The face for scripts: commands over the same operations as the window. Imports no Qt."""
