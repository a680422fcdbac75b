"""A certificate that the operator brings: shown by the entry, renewed from the same files, its key seen by nobody."""

import pytest

from simulator.cloud import Cloud, Record
from tests import certificates
from tests.engine.harness import Project, Run

pytestmark = pytest.mark.engine

HOST = "claw-dev.example.com"
STACK = "Pulumi.dev.yaml"


class Brought:
    """From the first certificate to its successor."""

    application, stack = "claw-ai", "dev"
    cloud: str
    kept: str
    """Type of what the cloud keeps."""
    renewed: list[str]
    """What an update does to it when the files are others."""

    @classmethod
    def change(cls, project: Project) -> None:
        """Bring a certificate that ends soon."""
        certificates.write(project.folder / "tls", HOST, ends=20)
        with project.edit(STACK) as stack:
            own = stack["config"].setdefault(f"groundwork:{cls.cloud}", {})
            own["certificate"] = {"chain": "tls/fullchain.pem", "key": "tls/privkey.pem"}

    def run(self, project: Project, command: str, *arguments: str) -> Run:
        """Run one command on the stack without a preview before it; it must succeed."""
        return project.simulate(command, "--stack", self.stack, "--yes", "--skip-preview", *arguments).succeeded()

    def certificate(self, project: Project) -> Record:
        """The one that the cloud keeps."""
        (found,) = Cloud(project.home).find(self.kept)
        return found

    def test_an_update_takes_it_and_tells_that_it_ends_soon(self, project: Project) -> None:
        """By file and path."""
        said = self.run(project, "up").text
        assert f"{STACK}: groundwork:{self.cloud}.certificate.chain: the certificate ends on " in said
        assert self.certificate(project)

    def test_its_key_is_in_no_state(self, project: Project) -> None:
        """But encrypted."""
        key = (project.folder / "tls/privkey.pem").read_text().splitlines()[1]
        shown = project.simulate("stack", "export", "--stack", self.stack).succeeded().output
        assert key not in shown

    def test_second_up_changes_nothing(self, project: Project) -> None:
        """The program and the cloud agree."""
        self.run(project, "up", "--expect-no-changes")

    def test_its_successor_takes_its_place(self, project: Project) -> None:
        """Before it goes, where it cannot be changed; nothing else is touched but who shows it."""
        certificates.write(project.folder / "tls", HOST, ends=80)
        said = self.run(project, "up").text
        assert "the certificate ends on" not in said
        done = [(each["operation"], each["urn"].rsplit("::", 1)[1]) for each in project.operations()]
        assert sorted(operation for operation, name in done if name.endswith("-certificate")) == self.renewed
        assert {name for _, name in done if not name.endswith("-certificate")} <= {"gateway-https"}
        self.run(project, "up", "--expect-no-changes")


class TestAws(Brought):
    """ACM imports it again under the same ARN."""

    cloud = "aws"
    kept = "aws:acm/certificate:Certificate"
    renewed = ["update"]


class TestAlicloud(Brought):
    """Certificate Management Service keeps what it was given."""

    cloud = "alicloud"
    kept = "alicloud:cas/serviceCertificate:ServiceCertificate"
    renewed = ["create", "delete"]
