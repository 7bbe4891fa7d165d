"""A stand-in of a generic SMS gateway over HTTP: takes what we send, hands over what residents write."""
