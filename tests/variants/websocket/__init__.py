"""Legal but unusual WebSocket servers."""

from __future__ import annotations

from tests.variants.websocket import deflate, endpoints, frames, slow

VARIANTS = [*endpoints.VARIANTS, *deflate.VARIANTS, *frames.VARIANTS, *slow.VARIANTS]
