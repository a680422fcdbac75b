"""The official plugin of the Docker provider: where it is looked for, and how the engine gets to see it."""

from pathlib import Path

from simulator.command import plugin


def installed(folder: Path) -> Path:
    """A program that could be the plugin."""
    folder.mkdir(parents=True)
    program = folder / "pulumi-resource-docker"
    program.touch(mode=0o755)
    return program


def test_none_is_found_where_none_is(tmp_path: Path) -> None:
    variables = {"HOME": str(tmp_path), "PATH": str(tmp_path), "PULUMI_HOME": str(tmp_path / "other")}
    assert plugin.find(variables) is None
    other_version = installed(tmp_path / ".pulumi" / "plugins" / "resource-docker-v4.0.0")
    assert plugin.find(variables) is None
    assert other_version.exists()


def test_it_is_found_in_pulumis_home_then_in_the_persons_then_on_path(tmp_path: Path) -> None:
    variables = {
        "HOME": str(tmp_path / "home"),
        "PATH": str(tmp_path / "bin"),
        "PULUMI_HOME": str(tmp_path / "pulumi"),
    }
    on_path = installed(tmp_path / "bin")
    assert plugin.find(variables) == on_path
    at_home = installed(tmp_path / "home" / ".pulumi" / "plugins" / "resource-docker-v5.2.0")
    assert plugin.find(variables) == at_home
    own = installed(tmp_path / "pulumi" / "plugins" / "resource-docker-v5.2.0")
    assert plugin.find(variables) == own


def test_an_engine_with_another_home_sees_all_its_files(tmp_path: Path) -> None:
    program = installed(tmp_path / "plugins" / "resource-docker-v5.2.0")
    (program.parent / "LICENSE").write_text("text")
    home = tmp_path / "live"
    for _ in range(2):
        plugin.link(program, home)
    folder = home / "plugins" / "resource-docker-v5.2.0"
    assert folder.is_dir()
    assert not folder.is_symlink()
    links = {path.name: path.readlink() for path in folder.iterdir()}
    assert links == {"pulumi-resource-docker": program, "LICENSE": program.parent / "LICENSE"}


def test_one_on_path_is_linked_alone(tmp_path: Path) -> None:
    program = installed(tmp_path / "bin")
    (program.parent / "other").touch()
    plugin.link(program, tmp_path / "live")
    folder = tmp_path / "live" / "plugins" / "resource-docker-v5.2.0"
    assert [path.name for path in folder.iterdir()] == ["pulumi-resource-docker"]
