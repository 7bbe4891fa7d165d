"""Everything that is read of conversations."""
