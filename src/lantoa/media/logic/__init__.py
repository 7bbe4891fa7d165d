"""Pure work on bytes: what a file is, what must not stay in it, how it lies sealed on the disk."""
