"""Lan Tỏa: residents tell something safely and hear back."""

__version__ = "0.1.0"
