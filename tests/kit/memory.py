"""Memory that a mutant keeps."""

from __future__ import annotations

import mmap

_SIZE = 1 << 19


def half_a_megabyte() -> mmap.mmap:
    """Half a megabyte, all of it resident, that the process did not hold before.

    A ``bytearray`` may lie in memory that the allocator still held, and then the process does not grow. The mapping is
    private, since shared memory is not counted as held.
    """
    memory = mmap.mmap(-1, _SIZE, access=mmap.ACCESS_COPY)
    memory.write(b"\x01" * _SIZE)
    return memory
