"""For all tests."""

from __future__ import annotations

import os

# Under CI, pytest explains a comparison of octets without bounds: it takes minutes where a liar sent a megabyte.
for name in ("CI", "BUILD_NUMBER"):
    os.environ.pop(name, None)
