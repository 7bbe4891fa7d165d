"""Pages of tips: public ones for residents, staff ones for officers."""
