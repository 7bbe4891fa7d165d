"""Every write of tips."""
