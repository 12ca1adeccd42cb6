"""E-mails and saved pages."""
