"""Fixtures for the cases of services over TCP."""

from __future__ import annotations

from conformance.harness.runner.plugin import peer_fixture

stream = peer_fixture("stream")
survival = peer_fixture("survival")
resources = peer_fixture("resources")
