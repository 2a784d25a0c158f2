"""A shell of asyncio coroutines."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable

from reference_impls.sansio import Connection
from reference_impls.shells import BACKLOG, LINGER, READ_SIZE, Stop


def serve(listener: socket.socket, core_factory: Callable[[], Connection], stop: Stop) -> None:
    """Accept connections, a fresh core for each, until ``stop`` is set; then close them all, and the listener."""
    asyncio.run(accept(listener, core_factory, stop))


async def accept(listener: socket.socket, core_factory: Callable[[], Connection], stop: Stop) -> None:
    conversations: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    def start(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(converse(reader, writer, core_factory()))
        conversations[task] = writer
        task.add_done_callback(conversations.pop)

    stopped = asyncio.Event()
    asyncio.get_running_loop().add_reader(stop, stopped.set)
    server = await asyncio.start_server(start, sock=listener, limit=READ_SIZE, backlog=BACKLOG)
    await stopped.wait()
    asyncio.get_running_loop().remove_reader(stop)
    server.close()
    for task, writer in conversations.items():
        task.cancel()
        writer.transport.abort()
    await asyncio.gather(*conversations, return_exceptions=True)


async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, core: Connection) -> None:
    """Drive one core over one connection to its end. asyncio sets TCP_NODELAY by itself."""
    try:
        await send_all(writer, core)
        while not core.closing:
            await read_once(reader, core)
            await send_all(writer, core)
        writer.write_eof()
        if core.lingers:
            await linger(reader)
    except OSError:  # the peer has reset the connection
        writer.transport.abort()
    finally:
        writer.close()


async def read_once(reader: asyncio.StreamReader, core: Connection) -> None:
    try:
        async with asyncio.timeout(core.patience):
            octets = await reader.read(READ_SIZE)
    except TimeoutError:
        core.expire()
    else:
        core.receive(octets)


async def send_all(writer: asyncio.StreamWriter, core: Connection) -> None:
    while octets := core.to_send():
        writer.write(octets)
        async with asyncio.timeout(core.patience):
            await writer.drain()


async def linger(reader: asyncio.StreamReader) -> None:
    """Read until the peer has closed as well, for ``LINGER`` seconds at most."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER):
            while await reader.read(READ_SIZE):
                pass
