"""The echo servers of Python's documentation of asyncio: `python app_echo_asyncio.py tcp|udp PORT`.

They do what the documentation's do: the one for streams reads once, at most 100 octets, and closes; both decode what
arrives, in order to print it.
"""

from __future__ import annotations

import asyncio
import sys
from typing import cast

HOST = "127.0.0.1"


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send back what is read at once, and close."""
    octets = await reader.read(100)
    print("received", octets.decode())
    writer.write(octets)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


class Echo(asyncio.DatagramProtocol):
    """Sends each datagram back."""

    transport: asyncio.DatagramTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, octets: bytes, source: tuple[str, int]) -> None:
        """Answer."""
        print("received", octets.decode())
        self.transport.sendto(octets, source)


async def streams(port: int) -> None:
    """Serve connections until killed."""
    server = await asyncio.start_server(handle, HOST, port)
    async with server:
        await server.serve_forever()


async def datagrams(port: int) -> None:
    """Serve datagrams until killed."""
    await asyncio.get_running_loop().create_datagram_endpoint(Echo, local_addr=(HOST, port))
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run({"tcp": streams, "udp": datagrams}[sys.argv[1]](int(sys.argv[2])))
