"""The parts of the window around the reading column. They ask by signals, and know no other."""
