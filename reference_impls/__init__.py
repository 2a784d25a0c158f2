"""The judged: minimal, readable, correct servers and clients, which share not one line with the judge."""
