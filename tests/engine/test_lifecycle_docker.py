"""Every application and environment on a simulated Docker host, from nothing to a running stack and back."""

import pytest

from tests.engine.harness import Project
from tests.engine.lifecycle import Disposable, Guarded, Lifecycle

pytestmark = pytest.mark.engine


class Docker(Lifecycle):
    """One place without a console; the entry follows new containers."""

    cloud = "docker"
    told = frozenset({"shell", "certificate_authority"})
    untold = frozenset({"region", "dashboard"})
    followers = frozenset({"gateway"})
    rolled_out = ("create", "docker:index/container:Container")

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


class TestNotesDev(Disposable, Docker):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"


class TestNotesProd(Guarded, Docker):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewProd(Guarded, Docker):
    """The example cto-new, for production."""

    application, stack = "cto-new", "prod"


class TestClawAiProd(Guarded, Docker):
    """The example claw-ai, for production: no bucket, no worker, no page."""

    application, stack, service = "claw-ai", "prod", "backend"
    untold = frozenset({"region", "dashboard", "buckets", "jobs"})
    components = frozenset({"Network", "Database", "Cache", "ApiService"})
