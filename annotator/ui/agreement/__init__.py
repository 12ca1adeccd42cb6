"""How far annotators agree, in the window."""
