"""Fixtures for the cases of services over UDP."""

from __future__ import annotations

from conformance.harness.runner.plugin import peer_fixture

datagrams = peer_fixture("datagrams")
survival = peer_fixture("survival")
