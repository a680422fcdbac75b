"""Every application and environment on AWS, from nothing to a running stack and back."""

import pytest

from tests.engine.lifecycle import Cycle, Disposable, Guarded, Lifecycle, LookedAfter, RolledOut, Told
from tests.engine.systems import ClawAi, CtoNew, LossAssessment, Semibot, Sensors, Towow

pytestmark = pytest.mark.engine


class Aws(Cycle):
    """What AWS tells besides, and how it rolls an image out."""

    cloud = "aws"
    told = frozenset({"cluster", "shell"})
    rolled_out = ("update", "aws:ecs/service:Service")


class Production(Guarded, Aws):
    """In prod nobody opens a shell."""

    told = frozenset({"cluster"})


class TestNotesDev(Disposable, Aws, Told):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"


class TestNotesProd(Production, Lifecycle):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewDev(CtoNew, Disposable, Aws):
    """The example cto-new, for development."""

    stack = "dev"


class TestCtoNewProd(CtoNew, Production, Lifecycle):
    """The example cto-new, for production."""

    stack = "prod"


class TestLossAssessmentDev(LossAssessment, Disposable, Aws):
    """The example loss-assessment, for development."""

    stack = "dev"


class TestLossAssessmentProd(LossAssessment, Production, RolledOut, Told):
    """The example loss-assessment, for production."""

    stack = "prod"


class TestClawAiDev(ClawAi, Disposable, LookedAfter, Aws):
    """The example claw-ai, for development."""

    stack = "dev"


class TestClawAiProd(ClawAi, Production, RolledOut, Told):
    """The example claw-ai, for production."""

    stack = "prod"


class TestTowowDev(Towow, Disposable, LookedAfter, Aws):
    """The example towow, for development."""

    stack = "dev"


class TestTowowProd(Towow, Production, Lifecycle):
    """The example towow, for production."""

    stack = "prod"


class TestSemibotDev(Semibot, Disposable, Aws):
    """The example semibot, for development."""

    stack = "dev"


class TestSemibotProd(Semibot, Production, RolledOut, Told):
    """The example semibot, for production."""

    stack = "prod"


class TestSensorsDev(Sensors, Disposable, Aws):
    """The example sensors, for development."""

    stack = "dev"
