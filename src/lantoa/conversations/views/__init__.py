"""Staff pages of conversations."""
