from __future__ import annotations

from conformance.harness.runner.plugin import peer_fixture

websocket = peer_fixture("websocket")
handshake = peer_fixture("handshake")
deflating = peer_fixture("deflating")
conversations = peer_fixture("conversations")
survival = peer_fixture("survival")
