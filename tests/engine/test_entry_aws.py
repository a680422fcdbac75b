"""A stack on AWS with everything around its entry, data and account switched on, from nothing to running and back."""

import json

import pytest

from simulator.cloud import Cloud
from tests.engine.harness import Project, Run

pytestmark = pytest.mark.engine

STACK = "Pulumi.prod.yaml"
ABROAD = "eu-west-1"
SECRETS = {
    "ENTRY_TOKEN": "a-token-of-some-length",
    "WEBHOOK": "https://hooks.example.com/services/x",
    "LOG_LOGIN": "shop:a-password-of-some-length",
    "OTLP_HEADERS": "api-key=a-key-of-some-length",
}


class TestEverything:
    """Firewalls, limits, a token, a webhook, a budget, logs elsewhere, copies of backups, other passwords on demand."""

    application, stack, cloud = "notes", "prod", "aws"

    @classmethod
    def change(cls, project: Project) -> None:
        """Ask for all of it."""
        with project.edit("app.yaml") as app:
            app["firewall"] = True
            app["budget"] = {"monthly": 300}
            app["logs"] = {"forward": {"loki": "https://logs.example.com:3100", "secret": "LOG_LOGIN"}}
            app["traces"] = {"endpoint": "https://otlp.example.com:4318", "secret": "OTLP_HEADERS"}
            app["database"] |= {"name": "notes", "user": "notes", "copy_region": ABROAD}
            app["buckets"]["files"] = {"access_key": True}
            app["services"]["api"] |= {"entry_token": "ENTRY_TOKEN", "rate_limit": {"requests_per_second": 10}}
            app["routes"]["www.{domain}/"] = "web"
        with project.edit(STACK) as stack:
            stack["config"]["groundwork:overrides"]["alarms"]["webhook_secret"] = "WEBHOOK"
            stack["config"]["groundwork:residency"] = "eu"
        for name, value in SECRETS.items():
            project.simulate("config", "set", "--secret", name, value, "--stack", cls.stack).succeeded()

    def run(self, project: Project, command: str, *arguments: str) -> Run:
        """Run one command on the stack without a preview before it; it must succeed."""
        return project.simulate(command, "--stack", self.stack, "--yes", "--skip-preview", *arguments).succeeded()

    def test_all_of_it_is_made_where_the_cloud_wants_it(self, project: Project) -> None:
        """Policies say nothing against it."""
        self.run(project, "up")
        made = {(record.type.rpartition(":")[2], record.region) for record in Cloud(project.home).resources()}
        assert {
            ("WebAcl", "eu-central-1"),
            ("WebAcl", "us-east-1"),
            ("WebAclLoggingConfiguration", "us-east-1"),
            ("InstanceAutomatedBackupsReplication", ABROAD),
            ("EventApiDestination", "eu-central-1"),
            ("Budget", "global"),
            ("Function", "eu-central-1"),
            ("LogSubscriptionFilter", "eu-central-1"),
        } <= made

    def test_no_secret_is_seen(self, project: Project) -> None:
        """The token and the webhook's address are in the cloud, and not in the state."""
        state = json.dumps(project.state(self.stack))
        assert [name for name, value in SECRETS.items() if value in state] == []

    def test_second_up_changes_nothing(self, project: Project) -> None:
        """The program and the cloud agree."""
        self.run(project, "up", "--expect-no-changes")

    def test_another_password_is_for_the_same_database_and_another_key_for_the_same_user(
        self, project: Project
    ) -> None:
        """Passwords and keys are made anew; what they open stays."""
        with project.edit(STACK) as stack:
            stack["config"]["groundwork:rotate"] = {"database": "b", "cache": "b", "files": "b"}
        self.run(project, "up")
        done = [(o["operation"], o["urn"].rsplit("::", 1)[1]) for o in project.operations()]
        assert {operation for operation, name in done if name in ("database-instance", "cache-group")} == {"update"}
        assert sorted(operation for operation, name in done if name == "files-user-key") == ["create", "delete"]
        self.run(project, "up", "--expect-no-changes")

    def test_all_of_it_goes(self, project: Project) -> None:
        """In an order that the cloud takes."""
        with project.edit(STACK) as stack:
            stack["config"]["groundwork:disposable"] = True
        self.run(project, "up")
        self.run(project, "destroy")
        assert Cloud(project.home).resources() == []
