"""Every application and stack on Alibaba Cloud: the same files, with `groundwork:cloud` changed and nothing else."""

import pytest

from tests.engine.harness import Project
from tests.engine.lifecycle import Disposable, Guarded, Lifecycle

pytestmark = pytest.mark.engine


class Alicloud(Lifecycle):
    """How Alibaba Cloud rolls an image out."""

    cloud = "alicloud"
    rolled_out = ("create", "alicloud:oos/execution:Execution")


SHELL = frozenset({"shell"})
"""Outside production, how a person opens a terminal in an instance."""


class TestNotesDev(Alicloud, Disposable):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"
    told = SHELL


class TestNotesStaging(Alicloud, Guarded):
    """The application of this repository, for staging."""

    application, stack = "notes", "staging"
    told = SHELL


class TestNotesProd(Alicloud, Guarded):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewDev(Alicloud, Disposable):
    """The example cto-new, for development."""

    application, stack = "cto-new", "dev"
    told = SHELL


class TestCtoNewStaging(Alicloud, Guarded):
    """The example cto-new, for staging."""

    application, stack = "cto-new", "staging"
    told = SHELL


class TestCtoNewProd(Alicloud, Guarded):
    """The example cto-new, for production."""

    application, stack = "cto-new", "prod"


class TestPolarDb(Alicloud, Guarded):
    """The example cto-new with PolarDB in place of RDS."""

    application, stack = "cto-new", "prod"

    @classmethod
    def change(cls, project: Project) -> None:
        """Ask for the other engine."""
        with project.edit("app.yaml") as app:
            app["database"]["engine"] = "polardb"
