"""Bounds on what is read from a service over TCP; see ``conformance.harness.net.bounds``."""

from __future__ import annotations

GREETING = 64 * 1024  # octets of what a service sends unasked
