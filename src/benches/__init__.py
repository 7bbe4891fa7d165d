"""``./bench [case ...]``: what the house costs, as ratios to a floor measured on the same server in the same run."""
