"""Fixtures for the cases of DNS."""

from __future__ import annotations

from conformance.harness.runner.plugin import peer_fixture

dns = peer_fixture("dns")
replies = peer_fixture("replies")
survival = peer_fixture("survival")
resources = peer_fixture("resources")
