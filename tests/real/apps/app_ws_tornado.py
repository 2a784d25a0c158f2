"""An echo on Tornado's WebSocketHandler: `python app_ws_tornado.py PORT`."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from tornado.web import Application
from tornado.websocket import WebSocketHandler


class Echo(WebSocketHandler):
    """Sends every message back."""

    def get_compression_options(self) -> dict[str, Any]:
        """Switch permessage-deflate on, which is off by default."""
        return {}

    def on_message(self, message: str | bytes) -> None:
        """Answer a message."""
        self.write_message(message, binary=isinstance(message, bytes))


async def serve(port: int) -> None:
    """Serve until killed."""
    Application([("/", Echo)]).listen(port, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
