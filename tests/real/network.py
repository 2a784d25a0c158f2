"""A network of its own for one thread, for servers that listen only on ports below 1024.

Linux only, and only as root: elsewhere, such servers are not judged.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
CLONE_NEWNET = 0x40000000  # unshare(2)
SIOCSIFADDR, SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8916, 0x8913, 0x8914, 1  # netdevice(7)
FLAGS = "16sH22x"  # ifreq: the name of an interface, and its flags
ADDRESS = "16sHxx4s16x"  # ifreq: the name of an interface, and an address

HOST = "192.0.2.1"
"""An address of this machine in that network: some servers do not answer datagrams from 127.0.0.1."""


class NoNetwork(Exception):
    """This process may not make a network."""


def why_not() -> str:
    """Why no network can be made here; an empty text if it can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "needs Linux, and root, for a port below 1024 in a network of its own"
    try:
        in_own_network(lambda: None)
    except NoNetwork as error:
        return f"needs a network of its own: {error}"
    return ""


def in_own_network(function: Callable[[], T]) -> T:
    """Call a function where there is a loopback interface, with `HOST`, and nothing else.

    Raise `NoNetwork` where that cannot be.
    Threads and processes that the function starts are in the same network. Nothing else of this process is.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_alone, function).result()


def _alone(function: Callable[[], T]) -> T:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET):
        raise NoNetwork(os.strerror(ctypes.get_errno()))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        flags = struct.unpack(FLAGS, fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack(FLAGS, b"lo", 0)))[1]
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack(FLAGS, b"lo", flags | IFF_UP))
        own = struct.pack(ADDRESS, b"lo:1", socket.AF_INET, socket.inet_aton(HOST))
        fcntl.ioctl(control, SIOCSIFADDR, own)
    return function()
