"""Every application and environment on AWS, from nothing to a running stack and back."""

import pytest

from tests.engine.lifecycle import Disposable, Guarded, Lifecycle, LookedAfter
from tests.engine.systems import ClawAi, CtoNew, LossAssessment, Semibot, Sensors, Towow

pytestmark = pytest.mark.engine


class Aws(Lifecycle):
    """What AWS tells besides, and how it rolls an image out."""

    cloud = "aws"
    told = frozenset({"cluster", "shell"})
    rolled_out = ("update", "aws:ecs/service:Service")


class Production(Guarded, Aws):
    """In prod nobody opens a shell."""

    told = frozenset({"cluster"})


class TestNotesDev(Aws, Disposable):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"


class TestNotesProd(Production):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewDev(CtoNew, Aws, Disposable):
    """The example cto-new, for development."""

    stack = "dev"


class TestCtoNewProd(CtoNew, Production):
    """The example cto-new, for production."""

    stack = "prod"


class TestLossAssessmentDev(LossAssessment, Aws, Disposable):
    """The example loss-assessment, for development."""

    stack = "dev"


class TestLossAssessmentProd(LossAssessment, Production):
    """The example loss-assessment, for production."""

    stack = "prod"
    own = frozenset({"recovery"})


class TestClawAiDev(ClawAi, Disposable, LookedAfter, Aws):
    """The example claw-ai, for development."""

    stack = "dev"


class TestClawAiProd(ClawAi, Production):
    """The example claw-ai, for production."""

    stack = "prod"


class TestTowowDev(Towow, Disposable, LookedAfter, Aws):
    """The example towow, for development."""

    stack = "dev"


class TestTowowProd(Towow, Production):
    """The example towow, for production."""

    stack = "prod"


class TestSemibotDev(Semibot, Aws, Disposable):
    """The example semibot, for development."""

    stack = "dev"


class TestSemibotProd(Semibot, Production):
    """The example semibot, for production."""

    stack = "prod"


class TestSensorsDev(Sensors, Aws, Disposable):
    """The example sensors, for development."""

    stack = "dev"
