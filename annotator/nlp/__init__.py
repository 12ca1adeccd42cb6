"""Text in, suggestions out: the only room that runs a spaCy pipeline.

Importing the package alone loads no spaCy, so that the window can start without it; importing
``annotator.nlp.language`` or ``annotator.nlp.components`` registers the components.
"""
