"""Where in the article things are: a strip beside the scroll bar."""
