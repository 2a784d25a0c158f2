"""A shell of asyncio coroutines."""

from __future__ import annotations

import asyncio
import contextlib
import math
import socket
from collections.abc import Callable
from typing import Any

from reference_impls.sansio import Connection, Datagrams
from reference_impls.shells import BACKLOG, LINGER, READ_SIZE, TURN, Stop
from reference_impls.shells.udp import UdpSocket


def serve(sock: socket.socket, core_factory: Callable[[], Any], stop: Stop) -> None:
    """Serve connections, or datagrams, until ``stop`` is set; then close everything."""
    if sock.type == socket.SOCK_DGRAM:
        asyncio.run(serve_datagrams(sock, core_factory(), stop))
    else:
        asyncio.run(accept(sock, core_factory, stop))


async def serve_datagrams(sock: socket.socket, core: Datagrams, stop: Stop) -> None:
    """Hand datagrams to the core as they arrive, and call it when its time has come."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    with sock:
        udp = UdpSocket(sock, core, loop.time)
        timer = Timer(udp)
        loop.add_reader(stop, stopped.set)
        loop.add_reader(udp, timer.after, udp.on_readable)
        await stopped.wait()
        loop.remove_reader(udp)
        loop.remove_reader(stop)


class Timer:
    """Calls a core for datagrams at its deadline, which may be another one after each call."""

    def __init__(self, udp: UdpSocket) -> None:
        self.udp = udp
        self.next: asyncio.TimerHandle | None = None

    def after(self, act: Callable[[], None]) -> None:
        """Call the core by a function, and plan the call that it then wants."""
        act()
        if self.next:
            self.next.cancel()
        deadline = self.udp.core.deadline
        loop = asyncio.get_running_loop()
        self.next = None if deadline == math.inf else loop.call_at(deadline, self.after, self.udp.on_time)


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
        await send_all(reader, writer, core)
        while not core.closing:
            await read_once(reader, core)
            await send_all(reader, writer, core)
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
            octets = await (nothing() if core.ended else reader.read(READ_SIZE))
    except TimeoutError:
        core.expire()
    else:
        core.receive(octets)


async def nothing() -> bytes:
    """Wait without end: the peer has finished sending."""
    never: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    return await never


async def send_all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, core: Connection) -> None:
    """Send everything that the core has to send; after each turn, other connections have theirs."""
    sent = 0
    while octets := core.to_send():
        writer.write(octets)
        async with asyncio.timeout(core.patience):
            await writer.drain()
        sent += len(octets)
        if sent >= TURN:
            sent = 0
            await take_turns(reader, core)


async def take_turns(reader: asyncio.StreamReader, core: Connection) -> None:
    """Let the other connections run; then take what has arrived, if the core hears while it sends."""
    await asyncio.sleep(0)
    if core.hears_while_sending and not core.ended:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0):
                core.receive(await reader.read(READ_SIZE))


async def linger(reader: asyncio.StreamReader) -> None:
    """Read until the peer has closed as well, for ``LINGER`` seconds at most."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER):
            while await reader.read(READ_SIZE):
                pass
