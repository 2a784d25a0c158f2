from __future__ import annotations

from conformance.harness.runner.plugin import peer_fixture

http = peer_fixture("http")
resources = peer_fixture("resources")
segmented = peer_fixture("segmented")
responses = peer_fixture("responses")
survival = peer_fixture("survival")
