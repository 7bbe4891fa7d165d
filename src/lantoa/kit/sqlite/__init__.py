"""SQLite as this house needs it: WAL, FULL, every write of every process behind one fair lock."""
