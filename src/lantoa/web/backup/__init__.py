"""Backup and restore: everything but the key file in one tar file, and back into an empty house."""
