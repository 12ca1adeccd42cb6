"""Tables of articles in, tables of spans out: CSV, TSV."""
