"""Every application and environment on a simulated Docker host, from nothing to a running stack and back."""

import pytest

from tests.engine.harness import Project
from tests.engine.lifecycle import Cycle, Disposable, Guarded, Lifecycle, LookedAfter, RolledOut, Told
from tests.engine.systems import ClawAi, CtoNew, LossAssessment, Semibot, Sensors, Towow

pytestmark = pytest.mark.engine


class Host(Cycle):
    """One place without a console."""

    cloud = "docker"
    told = frozenset({"shell", "certificate_authority"})
    untold = frozenset({"region", "dashboard"})
    rolled_out = ("create", "docker:index/container:Container")


class Docker(Host):
    """The entry follows new containers."""

    followers = frozenset({"gateway"})


class RolledOver(RolledOut):
    """A new version on one host."""

    def test_the_old_container_goes_after_the_entry_has_changed_over(self, project: Project) -> None:
        """Blue and green: made, followed, and only then is the former one removed."""
        order = [
            (operation["operation"], operation["urn"].rsplit("::", 1)[1])
            for operation in sorted(project.operations(), key=lambda each: each["start"])
        ]
        made, followed, gone = (
            order.index(each)
            for each in (
                ("create", f"{self.service}-1"),
                ("create", "gateway-routes-switch"),
                ("delete", f"{self.service}-1"),
            )
        )
        assert made < followed < gone


class TestNotesDev(Disposable, Docker, Told):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"


class TestNotesProd(Guarded, Docker, RolledOver, Lifecycle):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewDev(CtoNew, Disposable, Docker):
    """The example cto-new, for development."""

    stack = "dev"


class TestCtoNewProd(CtoNew, Guarded, Docker, RolledOver, Lifecycle):
    """The example cto-new, for production."""

    stack = "prod"


class TestLossAssessmentDev(LossAssessment, Disposable, Docker):
    """The example loss-assessment, for development."""

    stack = "dev"


class TestLossAssessmentProd(LossAssessment, Guarded, Docker, RolledOver, Told):
    """The example loss-assessment, for production."""

    stack = "prod"


class TestClawAiDev(ClawAi, Disposable, Docker):
    """The example claw-ai, for development."""

    stack = "dev"


class TestClawAiProd(ClawAi, Guarded, Docker, RolledOver, Told):
    """The example claw-ai, for production."""

    stack = "prod"


class TestTowowDev(Towow, Disposable, LookedAfter, Docker):
    """The example towow, for development."""

    stack = "dev"


class TestTowowProd(Towow, Guarded, Docker, RolledOver, Lifecycle):
    """The example towow, for production."""

    stack = "prod"


class TestSemibotDev(Semibot, Disposable, Docker):
    """The example semibot, for development."""

    stack = "dev"


class TestSemibotProd(Semibot, Guarded, Docker, RolledOver, Told):
    """The example semibot, for production."""

    stack = "prod"


class TestSensorsDev(Sensors, Disposable, Host):
    """The example sensors, for development."""

    stack = "dev"
