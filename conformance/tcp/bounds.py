"""Bounds on what is read from a service over TCP; see ``conformance.harness.net.bounds``. And how long cases wait."""

from __future__ import annotations

GREETING = 64 * 1024  # octets of what a service sends unasked

A_WHILE = 0.15  # seconds of silence that is right
IDLE = 1 / 4  # of the patience: how long a connection may be idle without being closed
