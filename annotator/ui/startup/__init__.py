"""The first second: keys and signals before the window lives, and systems that cannot show one."""
