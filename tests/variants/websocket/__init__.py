"""Legal but unusual WebSocket servers."""

from __future__ import annotations

from tests.variants.websocket import deflate, endpoints, frames, manners, slow

VARIANTS = [*endpoints.VARIANTS, *deflate.VARIANTS, *frames.VARIANTS, *manners.VARIANTS, *slow.VARIANTS]
