"""Downloads of many articles: one file a supplier, and what takes a text apart by them."""
