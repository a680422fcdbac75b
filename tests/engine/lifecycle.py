"""From nothing to a running stack and back: the steps of every application, stack and cloud, in order."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from groundwork import preview
from groundwork.forecast import expected as forecast
from groundwork.timeline import record as timeline
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
OUTPUTS = {"region", "url", "urls", "buckets", "services", "jobs", "log_groups", "images", "commands", "dashboard"}
"""What every stack tells; a cloud may add its own."""
COMPONENTS = frozenset({"Network", "Database", "Cache", "ObjectStore", "ApiService", "Worker", "Frontend"})
LEAST_SECRETS = 3
"""Passwords of database and cache, and what the application has generated."""
DISPOSABLE = "groundwork:disposable: true"
SECTIONS = ("services", "workers", "frontends")
"""Where parts stand that roll new images out."""


def _without_providers(urns: Iterable[str]) -> set[str]:
    """What a preview shows of all that a state holds: providers are shown only where the program made them."""
    return {urn for urn in urns if "pulumi:providers:" not in urn}


class Cycle:
    """The steps every stack goes through."""

    application: str
    stack: str
    cloud: str
    service: str = "api"
    told: frozenset[str] = frozenset()
    """Outputs besides those that every stack has."""
    untold: frozenset[str] = frozenset()
    """Outputs that stacks on this cloud do not have."""
    own: frozenset[str] = frozenset()
    """Outputs that this stack has and others have not."""
    lacking: frozenset[str] = frozenset()
    """Outputs of parts that this application does not have."""
    components: frozenset[str] = COMPONENTS
    followers: frozenset[str] = frozenset()
    """Parts that learn of a new image of the service."""
    rolled_out: tuple[str, str]
    """Operation and type by which a new image reaches the service's containers."""

    @classmethod
    def change(cls, project: Project) -> None:
        """Change the project's files before anything is made; nothing by default."""

    def run(self, project: Project, command: str, *arguments: str) -> Run:
        """Run one command on the stack without asking, and without a preview before it: that is a step of its own."""
        confirm = {"preview": (), "refresh": ("--yes",)}.get(command, ("--yes", "--skip-preview"))
        return project.simulate(command, "--stack", self.stack, *confirm, *arguments)

    def test_preview_shows_everything_that_up_makes(self, project: Project) -> None:
        """A preview creates nothing in the cloud and hides nothing; all components are in it."""
        project.previewed = json.loads(self.run(project, "preview", "--json").succeeded().output)
        assert Cloud(project.home).resources() == []
        self.run(project, "up").succeeded()
        made = project.state(self.stack)
        shown = {step["urn"] for step in project.previewed["steps"]}
        assert _without_providers(resource["urn"] for resource in made) == _without_providers(shown)
        assert {f"groundwork:index:{name}" for name in self.components} <= {resource["type"] for resource in made}

    def test_up_takes_as_long_as_was_forecast(self, project: Project) -> None:
        """Within a fiftieth, from the preview's operations and the table of latencies."""
        foreseen = forecast.of(preview.read(self.application, self.stack, [], project.previewed, []))
        took = timeline.read(project.report).took
        assert took > 0
        assert foreseen.seconds == pytest.approx(took, rel=0.02)

    def test_second_up_changes_nothing(self, project: Project) -> None:
        """The program and the cloud agree."""
        self.run(project, "up", "--expect-no-changes").succeeded()

    def change_part(self, project: Project, change: Mapping[str, Any]) -> None:
        """Say something else of the service in app.yaml, and update the stack."""
        with project.edit("app.yaml") as app:
            part = next(app[section][self.service] for section in SECTIONS if self.service in app.get(section, {}))
            part.update(change)
        self.run(project, "up").succeeded()

    def touches_that_service_alone(self, project: Project) -> None:
        """The last update rolled the service out, and touched nothing else and nothing stateful."""
        touched = {(o["operation"], o["type"], o["urn"].rsplit("::", 1)[1]) for o in project.operations()}
        parts = {name.split("-")[0] for _, _, name in touched}
        assert parts == {self.service} | self.followers
        assert not {kind for _, kind, _ in touched} & STATEFUL
        assert self.rolled_out in {(operation, kind) for operation, kind, _ in touched}


class Told(Cycle):
    """What people see of a stack, and what they must not."""

    def test_outputs_are_what_people_need(self, project: Project) -> None:
        """Addresses, names and where to look."""
        told = json.loads(project.simulate("stack", "output", "--json", "--stack", self.stack).succeeded().output)
        assert set(told) == (OUTPUTS | self.told | self.own) - self.untold - self.lacking
        assert told.get("url", "https://").startswith("https://")

    def test_no_secret_is_seen(self, project: Project) -> None:
        """Neither state nor outputs hold a generated or an operator's secret in clear."""
        secrets = project.secrets(self.stack)
        assert len(secrets) >= LEAST_SECRETS
        state = json.dumps(project.state(self.stack))
        outputs = project.simulate("stack", "output", "--json", "--stack", self.stack).succeeded().text
        assert [secret for secret in secrets if secret in state or secret in outputs] == []


class Refreshed(Cycle):
    """The cloud is read back."""

    def test_refresh_is_clean(self, project: Project) -> None:
        """What the cloud tells is what the state holds."""
        self.run(project, "refresh", "--expect-no-changes").succeeded()

    def test_preview_after_refresh_proposes_nothing(self, project: Project) -> None:
        """Reading back loses nothing that the next check needs."""
        self.run(project, "preview", "--expect-no-changes").succeeded()


class RolledOut(Cycle):
    """A new version of a service."""

    def test_image_change_updates_that_service_alone(self, project: Project) -> None:
        """A new image touches what runs its part, and replaces nothing stateful."""
        self.change_part(project, {"image": "ghcr.io/example/changed:2.0.0"})
        self.touches_that_service_alone(project)


class Lifecycle(RolledOut, Refreshed, Told):
    """All of these, in the order of an application's life."""


class LookedAfter(Cycle):
    """What an operator does between two versions, by the stack's own files."""

    stores: frozenset[str]
    """Parts with data."""

    def test_a_changed_setting_starts_that_service_anew(self, project: Project) -> None:
        """And no other, and nothing stateful."""
        self.change_part(project, {"variables": {**self.variables(project), "RESTARTED": "2026-11-30"}})
        self.touches_that_service_alone(project)

    def test_services_stop_and_start_while_data_stay(self, project: Project) -> None:
        """`groundwork:only` names the stores: all else goes. Without it everything is back, with the same stores."""
        kept = self.data(project)
        assert kept
        with project.edit(f"Pulumi.{self.stack}.yaml") as stack:
            stack["config"]["groundwork:only"] = sorted(self.stores)
        self.run(project, "up").succeeded()
        components = {resource["type"] for resource in project.state(self.stack)}
        assert "groundwork:index:ApiService" not in components
        assert self.data(project) == kept
        with project.edit(f"Pulumi.{self.stack}.yaml") as stack:
            del stack["config"]["groundwork:only"]
        self.run(project, "up").succeeded()
        assert "groundwork:index:ApiService" in {resource["type"] for resource in project.state(self.stack)}
        assert self.data(project) == kept

    def variables(self, project: Project) -> Mapping[str, str]:
        """Those that the service has in app.yaml."""
        with project.edit("app.yaml") as app:
            return app["services"][self.service].get("variables", {})

    def data(self, project: Project) -> Mapping[str, str]:
        """URN -> the cloud's own name of everything stateful below the stores."""
        return {
            resource["urn"]: resource["id"]
            for resource in project.state(self.stack)
            if resource["type"] in STATEFUL and resource["urn"].rsplit("::", 1)[1].split("-")[0] in self.stores
        }


class Disposable(Cycle):
    """A stack that may go at once."""

    def test_destroy_leaves_nothing(self, project: Project) -> None:
        """The simulated cloud is empty afterwards."""
        self.run(project, "destroy").succeeded()
        assert Cloud(project.home).resources() == []


class Guarded(Cycle):
    """A stack that must be made disposable first."""

    def test_destroy_is_refused_before_anything_is_deleted(self, project: Project) -> None:
        """Nothing is deleted, and the message says what to do; by the preview, which deletes nothing."""
        before = Cloud(project.home).resources()
        refused = project.simulate("destroy", "--stack", self.stack, "--yes")
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
