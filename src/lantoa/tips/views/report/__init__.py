"""The report form: pages are answers to POST, everything said so far travels in one sealed field."""
