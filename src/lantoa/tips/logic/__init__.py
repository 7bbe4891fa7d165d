"""Pure parts of tips: the clocks and their words."""
