"""Input of tips, parsed and explained."""
