"""An echo on picows, which hands frames to its application: `python app_ws_picows.py PORT`."""

from __future__ import annotations

import asyncio
import sys

from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_create_server


class Echo(WSListener):
    """Joins the fragments of a message, and sends it back; answers pings and Closes as the examples of picows do."""

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.type, self.parts = WSMsgType.TEXT, bytearray()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.PING:
            transport.send_pong(frame.get_payload_as_bytes())
        elif frame.msg_type == WSMsgType.CLOSE:
            transport.send_close(frame.get_close_code(), frame.get_close_message())
            transport.disconnect()
        elif frame.msg_type != WSMsgType.PONG:
            self.add(transport, frame)

    def add(self, transport: WSTransport, frame: WSFrame) -> None:
        """Add a data frame to the message."""
        if frame.msg_type != WSMsgType.CONTINUATION:
            self.type, self.parts = frame.msg_type, bytearray()
        self.parts += frame.get_payload_as_bytes()
        if frame.fin:
            transport.send(self.type, bytes(self.parts))


def listen(request: WSUpgradeRequest) -> WSListener:
    """Return what handles a connection."""
    return Echo()


async def main(port: int) -> None:
    """Serve until killed."""
    server = await ws_create_server(listen, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
