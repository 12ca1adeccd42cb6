"""Adjudication, assignments and feedback."""
