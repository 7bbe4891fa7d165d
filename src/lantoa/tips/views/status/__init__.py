"""The status page: a receipt opens a two-way thread from any browser; nothing is learnt by guessing."""
