"""From nothing to a running stack and back, for each application and environment; steps build on one another."""

import json

import pytest

from simulator.cloud import Cloud
from tests.engine.harness import Project, Run

pytestmark = pytest.mark.engine

STATEFUL = (
    "aws:rds/instance:Instance",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:s3/bucket:Bucket",
    "aws:kms/key:Key",
)
COMPONENTS = {"Network", "Database", "Cache", "ObjectStore", "ApiService", "Worker", "Frontend"}
LEAST_SECRETS = 3
"""Passwords of database and cache, and what the application has generated."""
DISPOSABLE = "groundwork:disposable: true"


@pytest.fixture(scope="class")
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One project and one simulated cloud for all steps of a class."""
    lifecycle = request.cls
    return Project(lifecycle.application, tmp_path_factory.mktemp(f"{lifecycle.application}-{lifecycle.stack}"))


class Lifecycle:
    """The steps every stack goes through."""

    application: str
    stack: str
    service: str = "api"

    def run(self, project: Project, command: str, *arguments: str) -> Run:
        """Run one command on the stack without asking."""
        confirm = () if command == "preview" else ("--yes",)
        return project.simulate(command, "--stack", self.stack, *confirm, *arguments)

    def test_preview_shows_everything_that_up_makes(self, project: Project) -> None:
        """A preview creates nothing in the cloud and hides nothing; all seven components are in it."""
        preview = self.run(project, "preview", "--json").succeeded()
        assert Cloud(project.home).resources() == []
        self.run(project, "up").succeeded()
        made = project.state(self.stack)
        shown = {step["urn"] for step in json.loads(preview.output)["steps"]}
        assert {resource["urn"] for resource in made if not resource["type"].startswith("pulumi:providers:")} == shown
        assert {f"groundwork:index:{name}" for name in COMPONENTS} <= {resource["type"] for resource in made}

    def test_outputs_are_what_people_need(self, project: Project) -> None:
        """Addresses, names and where to look; a shell outside prod."""
        told = json.loads(project.simulate("stack", "output", "--json", "--stack", self.stack).succeeded().output)
        always = {"region", "url", "urls", "buckets", "cluster", "services", "jobs", "log_groups", "dashboard"}
        assert set(told) == always | (set() if self.stack == "prod" else {"shell"})
        assert told["url"].startswith("https://")

    def test_no_secret_is_seen(self, project: Project) -> None:
        """Neither state nor outputs hold a generated or an operator's secret in clear."""
        secrets = project.secrets(self.stack)
        assert len(secrets) >= LEAST_SECRETS
        state = json.dumps(project.state(self.stack))
        outputs = project.simulate("stack", "output", "--json", "--stack", self.stack).succeeded().text
        assert [secret for secret in secrets if secret in state or secret in outputs] == []

    def test_second_up_changes_nothing(self, project: Project) -> None:
        """The program and the cloud agree."""
        self.run(project, "up", "--expect-no-changes").succeeded()

    def test_refresh_is_clean(self, project: Project) -> None:
        """What the cloud tells is what the state holds."""
        self.run(project, "refresh", "--expect-no-changes").succeeded()

    def test_preview_after_refresh_proposes_nothing(self, project: Project) -> None:
        """Reading back loses nothing that the next check needs."""
        self.run(project, "preview", "--expect-no-changes").succeeded()

    def test_image_change_updates_that_service_alone(self, project: Project) -> None:
        """A new image touches the task definition and the service of its part, and replaces nothing stateful."""
        with project.edit("app.yaml") as app:
            app["services"][self.service]["image"] = "ghcr.io/example/changed:2.0.0"
        self.run(project, "up").succeeded()
        touched = {(o["operation"], o["type"], o["urn"].rsplit("::", 1)[1]) for o in project.operations()}
        parts = {name.split("-")[0] for _, _, name in touched}
        assert parts == {self.service}
        assert not {kind for _, kind, _ in touched} & set(STATEFUL)
        assert ("update", "aws:ecs/service:Service", f"{self.service}-service") in touched


class Disposable(Lifecycle):
    """A stack that may go at once."""

    def test_destroy_leaves_nothing(self, project: Project) -> None:
        """The simulated cloud is empty afterwards."""
        self.run(project, "destroy").succeeded()
        assert Cloud(project.home).resources() == []


class Guarded(Lifecycle):
    """A stack that must be made disposable first."""

    def test_destroy_is_refused_before_anything_is_deleted(self, project: Project) -> None:
        """Nothing is deleted, and the message says what to do."""
        before = Cloud(project.home).resources()
        refused = self.run(project, "destroy")
        assert refused.code != 0
        assert DISPOSABLE in refused.text
        assert Cloud(project.home).resources() == before

    def test_disposable_stack_can_be_destroyed(self, project: Project) -> None:
        """After `groundwork:disposable: true` and an `up`, nothing is left."""
        with project.edit(f"Pulumi.{self.stack}.yaml") as stack:
            stack["config"]["groundwork:disposable"] = True
        self.run(project, "up").succeeded()
        self.run(project, "destroy").succeeded()
        assert Cloud(project.home).resources() == []


class TestNotesDev(Disposable):
    """The application of this repository, for development."""

    application, stack = "notes", "dev"


class TestNotesProd(Guarded):
    """The application of this repository, for production."""

    application, stack = "notes", "prod"


class TestCtoNewDev(Disposable):
    """The example cto-new, for development."""

    application, stack = "cto-new", "dev"


class TestCtoNewProd(Guarded):
    """The example cto-new, for production."""

    application, stack = "cto-new", "prod"
