"""The services that are known by name."""

from __future__ import annotations

ECHO, DISCARD, CHARGEN, QOTD, DAYTIME, TIME = "echo", "discard", "chargen", "qotd", "daytime", "time"
OTHER = "other"  # a service of which nothing is known
SERVICES = (ECHO, DISCARD, CHARGEN, QOTD, DAYTIME, TIME)
MAY_BE_SILENT = (DISCARD, OTHER)  # over UDP, they need not answer
EXAMPLE = "|".join([*SERVICES, OTHER])  # of the value of a capability
