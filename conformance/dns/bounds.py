"""Bounds on what is read of messages; see ``conformance.harness.net.bounds``. And how long cases wait."""

from __future__ import annotations

JUMPS = 20_000  # pointers that are followed in one message: 65,535 octets of them lead nowhere
JUMPS_OF_A_NAME = 128  # no name has more labels
RECORDS = 10_000  # that are read of one message
STRAY = 100  # datagrams that are looked at while a reply is waited for
KEPT_RECORDS = 200  # of a message that cases on the whole run read

QUIET_SHARE = 1 / 32  # of the patience: a reply that is to come would have come behind the one to a later query
SHOWN_RECORDS = 4  # of a message, in a line of evidence
