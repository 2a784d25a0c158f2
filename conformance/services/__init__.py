"""What the judges of the small services over TCP and over UDP have in common (RFC 862 to 868)."""
