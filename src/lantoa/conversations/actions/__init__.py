"""Every write of conversations, one file for each noun or verb."""
