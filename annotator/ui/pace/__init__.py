"""Reading pace: whole sentences and paragraphs accepted at once, stopping where one should look."""
