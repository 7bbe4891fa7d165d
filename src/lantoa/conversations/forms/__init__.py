"""Input of conversations, parsed and explained."""
