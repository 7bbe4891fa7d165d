"""Everything that is read of tips."""
