"""Programs on the real engine: what a person reads when they fail, and what reaches them when they do not."""

from pathlib import Path

import pytest

from tests.command.toy import Toy

pytestmark = pytest.mark.engine


def preview(folder: Path, program: str, **stacks: str) -> tuple[int, str]:
    done = Toy(folder, program, **stacks).simulate("preview", "--stack", "dev", "--non-interactive")
    return done.returncode, done.stdout + done.stderr


def test_message_for_the_person_comes_without_a_traceback(tmp_path: Path) -> None:
    code, text = preview(tmp_path, "import pulumi\nraise pulumi.RunError('app.yaml: name: is missing')\n")
    assert code == 1
    assert text.count("app.yaml: name: is missing") >= 1
    assert "Traceback" not in text
    assert "exit code" not in text


def test_unexpected_exception_comes_with_its_traceback(tmp_path: Path) -> None:
    code, text = preview(tmp_path, "def broken():\n    return 1 / 0\nbroken()\n")
    assert code == 1
    assert "ZeroDivisionError: division by zero" in text
    assert 'File "' in text
    assert "__main__.py" in text


def test_leaving_with_a_message_is_a_failure_with_that_message(tmp_path: Path) -> None:
    code, text = preview(tmp_path, "import sys\nsys.exit('not today')\n")
    assert code == 1
    assert "not today" in text
    assert "Traceback" not in text


def test_leaving_with_a_number_is_a_failure_that_names_it(tmp_path: Path) -> None:
    code, text = preview(tmp_path, "import sys\nsys.exit(3)\n")
    assert code == 1
    assert "the program ended with exit code 3" in text


def test_leaving_with_nothing_is_a_success(tmp_path: Path) -> None:
    code, text = preview(tmp_path, "import sys\nsys.exit()\n")
    assert code == 0, text


def test_what_a_program_prints_is_shown(tmp_path: Path) -> None:
    code, text = preview(tmp_path, "import sys\nprint('to the one')\nprint('to the other', file=sys.stderr)\n")
    assert code == 0, text
    assert "to the one" in text
    assert "to the other" in text


def test_program_is_told_its_configuration_and_what_of_it_is_secret(tmp_path: Path) -> None:
    program = """
import pulumi
from pulumi.runtime import is_config_secret
print(pulumi.Config().require("token"), is_config_secret("toy:token"), is_config_secret("toy:plain"))
"""
    code, text = preview(tmp_path, program, dev="config: {toy:token: {secure: x}, toy:plain: y}\n")
    assert code == 0, text
    assert "[secret] True False" in text, "the engine itself blots out what it knows to be secret"


def test_program_knows_its_project_stack_and_folder(tmp_path: Path) -> None:
    program = """
import os, pulumi
print(pulumi.get_project(), pulumi.get_stack(), pulumi.get_organization(), pulumi.runtime.is_dry_run())
print(pulumi.runtime.get_root_directory() == os.getcwd())
"""
    code, text = preview(tmp_path, program)
    assert code == 0, text
    assert "toy dev organization True" in text
    assert "True\n" in text


def test_files_of_a_project_do_not_break_the_host(tmp_path: Path) -> None:
    """A `random.py` beside the program shadows the library's for the program only, as in any Python."""
    toy = Toy(tmp_path, "import helper\nprint(helper.WORD)\n")
    (toy.folder / "random.py").write_text("raise ImportError('not this one')\n")
    (toy.folder / "helper.py").write_text("WORD = 'helped'\n")
    done = toy.simulate("preview", "--stack", "dev")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "helped" in done.stdout


def test_program_may_be_a_file_of_another_name(tmp_path: Path) -> None:
    toy = Toy(tmp_path, "raise ImportError('not this one')\n")
    (toy.folder / "Pulumi.yaml").write_text("name: toy\nruntime: python\nmain: other.py\n")
    (toy.folder / "other.py").write_text("import helper\n")
    (toy.folder / "helper.py").write_text("print('helped')\n")
    done = toy.simulate("preview", "--stack", "dev")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "helped" in done.stdout


def test_missing_program_is_said_in_a_sentence(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    (toy.folder / "__main__.py").unlink()
    done = toy.simulate("preview", "--stack", "dev")
    assert done.returncode == 1
    assert "holds no __main__.py, so there is no program to run" in done.stdout + done.stderr
