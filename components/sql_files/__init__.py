"""SQL files that bring a database's schema up to date, on every cloud by the same runner: `run.sh`."""

from components.sql_files.folder import digest, names
from components.sql_files.image import FOLDER, USER, build, dockerfile, variables
from components.sql_files.problems import problems
from components.sql_files.runner import entrypoint, script

__all__ = ["FOLDER", "USER", "build", "digest", "dockerfile", "entrypoint", "names", "problems", "script", "variables"]
