"""JSON and JSON lines: whole or in pieces, with duplicate keys and odd numbers refused."""
