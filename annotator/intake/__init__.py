"""What happens between a file and an article: decode, repair. Knows no project."""
