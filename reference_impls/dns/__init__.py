"""An authoritative DNS server, and a stub client."""
