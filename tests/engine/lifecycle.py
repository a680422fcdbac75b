"""From nothing to a running stack and back: the steps of every application, stack and cloud, in order."""

import json
from collections.abc import Iterable

from simulator.cloud import Cloud
from tests.engine.harness import Project, Run

STATEFUL = {
    "aws:rds/instance:Instance",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:s3/bucket:Bucket",
    "aws:kms/key:Key",
    "alicloud:rds/instance:Instance",
    "alicloud:polardb/cluster:Cluster",
    "alicloud:redis/tairInstance:TairInstance",
    "alicloud:oss/bucket:Bucket",
    "alicloud:kms/key:Key",
    "docker:index/volume:Volume",
}
OUTPUTS = {"region", "url", "urls", "buckets", "services", "jobs", "log_groups", "dashboard"}
"""What every stack tells; a cloud may add its own."""
COMPONENTS = frozenset({"Network", "Database", "Cache", "ObjectStore", "ApiService", "Worker", "Frontend"})
LEAST_SECRETS = 3
"""Passwords of database and cache, and what the application has generated."""
DISPOSABLE = "groundwork:disposable: true"


def _without_providers(urns: Iterable[str]) -> set[str]:
    """What a preview shows of all that a state holds: providers are shown only where the program made them."""
    return {urn for urn in urns if "pulumi:providers:" not in urn}


class Lifecycle:
    """The steps every stack goes through."""

    application: str
    stack: str
    cloud: str
    service: str = "api"
    told: frozenset[str] = frozenset()
    """Outputs besides those that every stack has."""
    untold: frozenset[str] = frozenset()
    """Outputs that every other stack has."""
    components: frozenset[str] = COMPONENTS
    followers: frozenset[str] = frozenset()
    """Parts that learn of a new image of the service."""
    rolled_out: tuple[str, str]
    """Operation and type by which a new image reaches the service's containers."""

    @classmethod
    def change(cls, project: Project) -> None:
        """Change the project's files before anything is made; nothing by default."""

    def run(self, project: Project, command: str, *arguments: str) -> Run:
        """Run one command on the stack without asking."""
        confirm = () if command == "preview" else ("--yes",)
        return project.simulate(command, "--stack", self.stack, *confirm, *arguments)

    def test_preview_shows_everything_that_up_makes(self, project: Project) -> None:
        """A preview creates nothing in the cloud and hides nothing; all components are in it."""
        preview = self.run(project, "preview", "--json").succeeded()
        assert Cloud(project.home).resources() == []
        self.run(project, "up").succeeded()
        made = project.state(self.stack)
        shown = {step["urn"] for step in json.loads(preview.output)["steps"]}
        assert _without_providers(resource["urn"] for resource in made) == _without_providers(shown)
        assert {f"groundwork:index:{name}" for name in self.components} <= {resource["type"] for resource in made}

    def test_outputs_are_what_people_need(self, project: Project) -> None:
        """Addresses, names and where to look."""
        told = json.loads(project.simulate("stack", "output", "--json", "--stack", self.stack).succeeded().output)
        assert set(told) == (OUTPUTS | self.told) - self.untold
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
        """A new image touches what runs its part, and replaces nothing stateful."""
        with project.edit("app.yaml") as app:
            app["services"][self.service]["image"] = "ghcr.io/example/changed:2.0.0"
        self.run(project, "up").succeeded()
        touched = {(o["operation"], o["type"], o["urn"].rsplit("::", 1)[1]) for o in project.operations()}
        parts = {name.split("-")[0] for _, _, name in touched}
        assert parts == {self.service} | self.followers
        assert not {kind for _, kind, _ in touched} & STATEFUL
        assert self.rolled_out in {(operation, kind) for operation, kind, _ in touched}


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
