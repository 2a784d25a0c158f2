"""The material of launched targets: laid out where a command asks for it, and told to the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.harness.case.material import BadMaterial, Material
from conformance.harness.net.transport import STREAMS
from conformance.harness.net.url import Url
from conformance.harness.targets import launches as module
from conformance.harness.targets.guardian import Guardian
from conformance.harness.targets.launch import CannotLaunch, Launcher
from conformance.harness.targets.launches import Launches

URL = Url("http", "127.0.0.1", 1)


def lay_out(folder: Path) -> None:
    """Write a zone; there is no room for it in a folder called ``zone-full``."""
    if folder.name == "zone-full":
        raise BadMaterial(f"{folder.name}: No space left on device")
    folder.mkdir()
    (folder / "example.zone").touch()


ZONE = Material("zone", "zone", "example.zone", lay_out, Path, lambda attempt: "")


@pytest.fixture(autouse=True)
def _only_the_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started."""
    monkeypatch.setattr(module, "materials", lambda: [ZONE])
    monkeypatch.setattr(Launcher, "start", lambda launcher: None)
    monkeypatch.setattr(Guardian, "start", lambda guardian: None)


def started(scratch: Path, command: str, name: str = "a:1", **given: Path) -> tuple[list[str], dict[str, Path]]:
    """The command as it is started, and the material of its target."""
    launches = Launches(scratch, given, [STREAMS])
    launches.start(name, command, URL)
    return launches.launchers[name].command, launches.materials[name]


def test_what_a_command_asks_for_is_laid_out(tmp_path: Path) -> None:
    command, materials = started(tmp_path, "server {port} --zone={zone}")
    (folder,) = tmp_path.iterdir()
    assert (folder / "example.zone").is_file()
    assert command == ["server", "1", f"--zone={folder}/example.zone"]
    assert materials == {"zone": folder}


def test_it_is_laid_out_once_where_the_first_port_was_taken(tmp_path: Path) -> None:
    assert started(tmp_path, "server {zone}") == started(tmp_path, "server {zone}")


def test_what_the_user_laid_out_is_taken(tmp_path: Path) -> None:
    command, materials = started(tmp_path, "server {zone}", zone=Path("/my"))
    assert (command, materials) == (["server", "/my/example.zone"], {"zone": Path("/my")})
    assert list(tmp_path.iterdir()) == []


def test_what_no_command_asks_for_is_not_laid_out(tmp_path: Path) -> None:
    command, materials = started(tmp_path, "server {port} {docroot} {Zone}")
    assert (command, materials) == (["server", "1", "{docroot}", "{Zone}"], {})
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_laid_out_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CannotLaunch, match=r"^--launch: \{zone\}: zone-full: No space left on device$"):
        started(tmp_path, "server {zone}", "full")
