"""The Cần Thơ demonstration: invented people and messages, made only by the actions of the house, with a moved
clock."""
