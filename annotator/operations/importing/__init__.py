"""From files to articles: preview, decisions, import, taking back."""
