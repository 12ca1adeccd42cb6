"""From articles to files, with a report of what a format cannot hold."""
