"""Reference servers and clients: minimal, readable, correct. They share no code with the judge (``conformance``)."""
