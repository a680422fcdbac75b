"""Every application and environment on AWS, from nothing to a running stack and back."""

import pytest

from tests.engine.lifecycle import Disposable, Guarded, Lifecycle

pytestmark = pytest.mark.engine


class Aws(Lifecycle):
    """What AWS tells besides, and how it rolls an image out."""

    cloud = "aws"
    told = frozenset({"cluster", "shell"})
    rolled_out = ("update", "aws:ecs/service:Service")


class Production(Aws, Guarded):
    """In prod nobody opens a shell."""

    told = frozenset({"cluster"})


class TestNotesDev(Aws, Disposable):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"


class TestNotesProd(Production):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewDev(Aws, Disposable):
    """The example cto-new, for development."""

    application, stack = "cto-new", "dev"


class TestCtoNewProd(Production):
    """The example cto-new, for production."""

    application, stack = "cto-new", "prod"
