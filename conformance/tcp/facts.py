"""The names of what is measured of a service over TCP before the first case; see ``conformance.tcp.behaviour``."""

from __future__ import annotations

TURNS = "one_client_at_a_time"
ENDS = "ends_with_the_client"  # of services that need not answer: what shows that they serve a client
DRIPS = "drips"  # its octets come so slowly that few come within a patience
