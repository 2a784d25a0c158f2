"""The speed of the judge, measured in one run and told as ratios: ``python -m tests.benchmarks [PROTOCOL]``.

The machine's own speed cancels out: each figure is laid against another one of the same minute. Nothing is asserted.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from conformance.harness.net.url import Url
from reference_impls.shells import aio
from tests.benchmarks.cost import Cost, cost, empty_cases
from tests.kit.protocols import REFERENCES, server
from tests.kit.serving import serving
from tests.liars import MODULES, lying
from tests.real.running import running
from tests.real.websocket_servers import WEBSOCKET_SERVERS

PATIENCE = 2.0  # seconds
TURNS = 3


class Measured:
    """The runs of one protocol's cases; what they write lands below ``folder``, each run's in a folder of its own.

    To remove what an earlier run wrote, and to write where it was, takes a file system longer than to write.
    """

    def __init__(self, protocol: str, folder: Path) -> None:
        self.protocol, self.folder = protocol, folder

    def collect(self) -> Cost:
        """Collect the cases of one target."""
        return self.judge("127.0.0.1:1", "--collect-only")

    def judge(self, target: str, *options: str, part: str = "") -> Cost:
        """Judge one target with default options, but for the patience, by all cases or those of a folder."""
        out = tempfile.mkdtemp(dir=self.folder)
        arguments = [f"--target={target}", f"--out={out}", f"--patience={PATIENCE:g}", *options]
        return cost([f"conformance/{self.protocol}{part}", *arguments], self.folder)

    def beside_the_floor(self) -> list[tuple[Cost, Cost]]:
        """Good runs, each with as many empty cases right after it; by their ratios, the middle one tells the most."""
        with good_server(self.protocol) as url:
            self.judge(url, part="/robustness")  # leaves the bytecode of what only a run needs
            pairs = [(good := self.judge(url), empty_cases(good.cases, self.folder)) for _ in range(TURNS)]
        return sorted(pairs, key=lambda pair: ratio(*pair))

    def judge_mute(self, shameless: bool) -> Cost:
        """A run on a server that says nothing, from its first connection on or after the baseline."""
        with lying(MODULES[self.protocol].SILENT, shameless=shameless) as address:
            return self.judge(str(address))


def ratio(good: Cost, floor: Cost) -> float:
    """What a run cost, in times the CPU of another of the same minute."""
    return good.cpu / floor.cpu


@contextmanager
def good_server(protocol: str) -> Iterator[str]:
    """The reference; for WebSocket the library ``websockets``, where it is installed."""
    real = WEBSOCKET_SERVERS["ws-websockets"]
    with ExitStack() as stack:
        if protocol == "websocket" and not real.missing():
            yield stack.enter_context(running(real)).url
        else:
            address: Url = stack.enter_context(serving(server(REFERENCES[protocol].cores[0]), aio.serve))
            yield str(address)


def tell(protocol: str, folder: Path) -> None:
    """Measure one protocol and print its figures."""
    measured = Measured(protocol, folder)
    measured.collect()  # leaves the bytecode behind, as every machine's second run finds it
    collection = measured.collect()
    pairs = measured.beside_the_floor()
    good, floor = pairs[TURNS // 2]
    floor_collection = empty_cases(good.cases, folder, "--collect-only")
    print(f"{protocol}: {good.cases} cases on a good server  {good}, {good.cases / good.wall:.0f} cases/s")
    print(f"    as many empty cases, same reports    {floor}")
    ratios = ", ".join(f"{ratio(*pair):.2f}" for pair in pairs)
    print(f"    CPU ratio to the floor               {ratio(good, floor):6.2f}   (at most 2.5), of {ratios}")
    print(f"    collection for one target            {collection.said:6.2f} s (at most 1 s), as pytest counts it")
    print(f"    the same with all of the process     {collection}")
    print(f"    CPU ratio to collecting empty cases  {ratio(collection, floor_collection):6.2f}")
    for what, shameless in (("silent after the baseline", False), ("never answers at all", True)):
        run = measured.judge_mute(shameless)
        patiences = (run.wall - good.wall) / PATIENCE
        print(f"    {what:36} {run}: {patiences:.2f} patiences more (at most 3)")


def tell_without_target(protocols: list[str], folder: Path) -> None:
    """Measure the first command, which judges the references, and what each protocol adds to it."""
    costs = {name: cost([f"conformance/{name}", f"--out={tempfile.mkdtemp(dir=folder)}"], folder) for name in protocols}
    whole = cost(["conformance", f"--out={tempfile.mkdtemp(dir=folder)}"], folder)
    print(f"without a target: {whole.cases} rows, {whole} (at most 45 s with HTTP and WebSocket)")
    for name, one in costs.items():
        print(f"    {name:12} by itself: {one.cases:5} rows, {one}, {one.wall / one.cases * 1000:.1f} ms a row")


def main(protocols: list[str]) -> int:
    """Measure and print."""
    if unknown := [name for name in protocols if name not in REFERENCES]:
        print(f"{unknown[0]}: one of {', '.join(REFERENCES)} is needed", file=sys.stderr)
        return 4
    with tempfile.TemporaryDirectory() as name:
        for protocol in protocols or REFERENCES:
            tell(protocol, Path(name))
        tell_without_target(protocols or list(REFERENCES), Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
