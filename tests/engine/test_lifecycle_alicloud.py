"""Every application and stack on Alibaba Cloud: the same files, with `groundwork:cloud` changed and nothing else."""

import pytest

from tests.engine.harness import Project
from tests.engine.lifecycle import Cycle, Disposable, Guarded, Lifecycle, LookedAfter, Refreshed, RolledOut, Told
from tests.engine.systems import ClawAi, CtoNew, LossAssessment, Semibot, Sensors, Towow

pytestmark = pytest.mark.engine


class Alicloud(Cycle):
    """How Alibaba Cloud rolls an image out."""

    cloud = "alicloud"
    rolled_out = ("create", "alicloud:oos/execution:Execution")


SHELL = frozenset({"shell"})
"""Outside production, how a person opens a terminal in an instance."""


class TestNotesDev(Disposable, Alicloud, Told):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"
    told = SHELL


class TestNotesStaging(Guarded, Alicloud, Told):
    """The application of this repository, for staging."""

    application, stack = "notes", "staging"
    told = SHELL


class TestNotesProd(Guarded, Alicloud, Lifecycle):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewDev(CtoNew, Disposable, Alicloud):
    """The example cto-new, for development."""

    stack = "dev"
    told = SHELL


class TestCtoNewStaging(CtoNew, Guarded, Alicloud, Told):
    """The example cto-new, for staging."""

    stack = "staging"
    told = SHELL


class TestCtoNewProd(CtoNew, Guarded, Alicloud, Lifecycle):
    """The example cto-new, for production."""

    stack = "prod"


class TestPolarDb(CtoNew, Guarded, Alicloud, Refreshed):
    """The example cto-new with PolarDB in place of RDS."""

    stack = "prod"

    @classmethod
    def change(cls, project: Project) -> None:
        """Ask for the other engine."""
        with project.edit("app.yaml") as app:
            app["database"]["engine"] = "polardb"


class TestLossAssessmentDev(LossAssessment, Disposable, Alicloud):
    """The example loss-assessment, for development."""

    stack = "dev"
    told = SHELL


class TestLossAssessmentProd(LossAssessment, Guarded, Alicloud, RolledOut, Told):
    """The example loss-assessment, for production."""

    stack = "prod"


class TestClawAiDev(ClawAi, Disposable, LookedAfter, Alicloud):
    """The example claw-ai, for development."""

    stack = "dev"
    told = SHELL


class TestClawAiProd(ClawAi, Guarded, Alicloud, RolledOut, Told):
    """The example claw-ai, for production."""

    stack = "prod"


class TestTowowDev(Towow, Disposable, LookedAfter, Alicloud):
    """The example towow, for development."""

    stack = "dev"
    told = SHELL


class TestTowowProd(Towow, Guarded, Alicloud, Lifecycle):
    """The example towow, for production."""

    stack = "prod"


class TestSemibotDev(Semibot, Disposable, Alicloud):
    """The example semibot, for development."""

    stack = "dev"
    told = SHELL


class TestSemibotProd(Semibot, Guarded, Alicloud, RolledOut, Told):
    """The example semibot, for production."""

    stack = "prod"


class TestSensorsDev(Sensors, Disposable, Alicloud):
    """The example sensors, for development."""

    stack = "dev"
    told = SHELL
