"""The processes that a run starts, each with a port, a state file and the material that its command asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from conformance.harness.case.material import BadMaterial, Material
from conformance.harness.net.transport import Transport, free_port
from conformance.harness.net.url import Url
from conformance.harness.targets.guardian import Guardian
from conformance.harness.targets.launch import CannotLaunch, Launcher, PortTaken
from conformance.harness.targets.protocols import materials
from conformance.text import as_file_name

PORTS_TRIED = 3


class Launches:
    """The launched targets of a run, by name: their commands, and the folders of the material that they serve.

    ``given`` are the folders of material that the user laid out. Of other material, each target whose command has the
    placeholder gets some of its own below ``scratch``. ``transports`` tell whether a target listens.
    """

    def __init__(self, scratch: Path, given: Mapping[str, Path], transports: Sequence[Transport]) -> None:
        self.scratch, self.given, self.transports = scratch, given, transports
        self.guardian = Guardian()
        self.launchers: dict[str, Launcher] = {}
        self.commands: dict[str, str] = {}  # with their placeholders
        self.materials: dict[str, dict[str, Path]] = {}

    def stop(self) -> None:
        """Stop every process."""
        while self.launchers:
            self.launchers.popitem()[1].stop()
        self.guardian.close()

    def stop_one(self, name: str) -> None:
        """Stop the process of a target, if there is one."""
        if launcher := self.launchers.pop(name, None):
            launcher.stop()

    def state_file(self, name: str) -> Path:
        """The file in which other processes find the state of a launched target."""
        return self.scratch / f"life-{as_file_name(name)}.json"

    def start_anywhere(self, name: str, command: str, scheme: str) -> Url:
        """Start a target on a free port, and on another one where somebody else takes the port first."""
        for tried in range(1, PORTS_TRIED + 1):
            url = Url(scheme, "127.0.0.1", free_port())
            try:
                self.start(name, command, url)
                break
            except PortTaken:
                if tried == PORTS_TRIED:
                    raise
        return url

    def start(self, name: str, command: str, url: Url) -> None:
        """Start a target where the URL says; raises ``CannotLaunch``."""
        asked = [material for material in materials() if material.placeholder in command]
        folders = {one.name: self.given.get(one.name) or self._laid_out(one, name) for one in asked}
        served = {one.placeholder: str(folders[one.name] / one.served) for one in asked}
        self.guardian.start()
        state = self.state_file(name)
        launcher = Launcher(command, url.host, url.port, state, served, self._is_listening, self.guardian)
        launcher.start()
        self.launchers[name], self.commands[name], self.materials[name] = launcher, command, folders

    def listens(self, name: str) -> list[Transport]:
        """The transports by which a launched target is reached; none for a target that was not launched."""
        launcher = self.launchers.get(name)
        return [one for one in self.transports if one.is_listening(*launcher.address)] if launcher else []

    def _is_listening(self, host: str, port: int) -> bool:
        """Whether a process listens there, by any of the transports that targets of this run may have."""
        return any(transport.is_listening(host, port) for transport in self.transports)

    def _laid_out(self, material: Material, name: str) -> Path:
        """Lay the material out for a target, once; return the folder."""
        folder = self.scratch / f"{material.name}-{as_file_name(name)}"
        try:
            if not folder.exists():
                material.lay_out(folder)
        except BadMaterial as error:
            raise CannotLaunch(f"--launch: {material.placeholder}: {error}") from error
        return folder
