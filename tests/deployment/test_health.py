"""The command that tells whether all is well, run against stand-ins of the clouds' command lines."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from components.spec import Cloud
from deployment import health
from tests.components.recorder import recording, run, value
from tests.deployment import stand_ins
from tests.deployment.stand_ins import Answer, Done
from tests.deployment.telling import told
from tests.examples.wholes import read

WELL = Answer(words=("curl",))
"""Every address answers."""
REFUSED = 22
"""Exit code of `curl --fail` for a status of 400 and more."""


@pytest.fixture(scope="module")
def aws() -> Mapping[str, Any]:
    """Commands and names of an application with a page, an API at a host of its own, and a worker."""
    return told("aws", ("commands", "services", "cluster"), application="cto-new")


@pytest.fixture(scope="module")
def alicloud() -> Mapping[str, Any]:
    """The same on the other cloud."""
    return told("alicloud", ("commands", "services"), application="cto-new")


def service(runs: int, wants: int) -> dict[str, Any]:
    """What ECS says of a service."""
    return {"services": [{"status": "ACTIVE", "runningCount": runs, "desiredCount": wants}]}


def on_aws(aws: Mapping[str, Any], folder: Path, *first: Answer, **services: dict[str, Any]) -> Done:
    """The command's run: two tasks of every service, but for what is said."""
    each = [
        Answer(words=("ecs", name), outputs=[services.get(part, service(2, 2))])
        for part, name in aws["services"].items()
    ]
    return stand_ins.run(aws["commands"]["health"], folder, [*first, *each, WELL])


class TestAws:
    """Tasks as ECS counts them, and addresses."""

    def test_all_is_well(self, aws: Mapping[str, Any], tmp_path: Path) -> None:
        done = on_aws(aws, tmp_path)
        assert (done.code, done.output.splitlines()) == (
            0,
            ["ok  web answers", "ok  api answers", "ok  api runs", "ok  web runs", "ok  worker runs"],
        )
        ask = ("curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "--max-time", "10")
        assert done.of("curl") == [
            (*ask, "https://cto.example.com/"),
            (*ask, "https://api.cto.example.com/healthz"),
        ]
        of = ("aws", "ecs", "describe-services", "--region", "eu-central-1", "--cluster", aws["cluster"], "--services")
        assert [call[: len(of) + 1] for call in done.of("aws")] == [(*of, name) for name in aws["services"].values()]

    def test_a_health_path_that_does_not_answer(self, aws: Mapping[str, Any], tmp_path: Path) -> None:
        done = on_aws(aws, tmp_path, Answer(words=("https://api.cto.example.com/healthz",), code=REFUSED))
        assert (done.code, ills(done)) == (1, ["api answers"])

    @pytest.mark.parametrize(
        ("found", "well"),
        [
            (service(2, 2), True),
            (service(3, 2), True),
            (service(1, 2), False),
            (service(4, 5), False),
            (service(0, 0), False),
            ({"services": [], "failures": [{"reason": "MISSING"}]}, False),
        ],
        ids=["all", "more", "fewer", "fewer than load asks for", "stopped", "gone"],
    )
    def test_a_part_without_a_way_in(
        self, aws: Mapping[str, Any], tmp_path: Path, found: dict[str, Any], *, well: bool
    ) -> None:
        done = on_aws(aws, tmp_path, worker=found)
        assert (done.code, ills(done)) == ((0, []) if well else (1, ["worker runs"]))

    def test_who_cannot_be_asked_is_not_well(self, aws: Mapping[str, Any], tmp_path: Path) -> None:
        done = on_aws(aws, tmp_path, Answer(words=("aws",), code=254))
        assert (done.code, ills(done)) == (1, ["api runs", "web runs", "worker runs"])


def instance(number: int, *, ready: bool = True, state: str = "Running") -> dict[str, Any]:
    """A container instance as ECI tells of it."""
    return {
        "ContainerGroupId": f"eci-{number}",
        "Status": state,
        "Containers": [{"Name": "sidecar", "Ready": True}, {"Name": "part", "Ready": ready}],
    }


def group(group: str, found: Sequence[dict[str, Any]], wants: int | None = 2, least: int = 2) -> list[Answer]:
    """What Auto Scaling and ECI say of a scaling group and its instances, in portions of twenty."""
    size = {"ScalingGroupId": group, "MinSize": least, "MaxSize": 60, "ActiveCapacity": len(found)}
    wanted = size if wants is None else {**size, "DesiredCapacity": wants}
    listed = [{"InstanceId": each["ContainerGroupId"], "LifecycleState": "InService"} for each in found]
    portions = [list(found[first : first + 20]) for first in range(0, len(found), 20)]
    return [
        Answer(words=("DescribeScalingGroups", group), outputs=[{"ScalingGroups": {"ScalingGroup": [wanted]}}]),
        Answer(words=("DescribeScalingInstances", group), outputs=[{"ScalingInstances": {"ScalingInstance": listed}}]),
        *(
            Answer(words=("DescribeContainerGroups", identifiers(portion)), outputs=[{"ContainerGroups": portion}])
            for portion in portions
        ),
    ]


def identifiers(found: Sequence[dict[str, Any]]) -> str:
    """As DescribeContainerGroups takes them."""
    return "[" + ",".join(f'"{each["ContainerGroupId"]}"' for each in found) + "]"


def on_alicloud(alicloud: Mapping[str, Any], folder: Path, *first: Answer) -> Done:
    """The command's run: two instances of every group, but for what is said."""
    named = enumerate(alicloud["services"].values())
    each = [answer for at, name in named for answer in group(name, [instance(100 * at), instance(100 * at + 1)])]
    return stand_ins.run(alicloud["commands"]["health"], folder, [*first, *each, WELL])


class TestAlicloud:
    """Instances whose containers are ready, and addresses."""

    def test_all_is_well(self, alicloud: Mapping[str, Any], tmp_path: Path) -> None:
        done = on_alicloud(alicloud, tmp_path)
        assert (done.code, done.output.splitlines()) == (
            0,
            ["ok  web answers", "ok  api answers", "ok  api runs", "ok  web runs", "ok  worker runs"],
        )
        assert [call[-1] for call in done.of("curl")] == [
            "https://cto.example.com/",
            "https://api.cto.example.com/healthz",
        ]
        region = ("--RegionId", "eu-central-1")
        of = ("--LifecycleState", "InService", "--PageSize", "50")
        for name in alicloud["services"].values():
            assert ("aliyun", "ess", "DescribeScalingGroups", *region, "--ScalingGroupId.1", name) in done.calls
            asked = ("aliyun", "ess", "DescribeScalingInstances", *region, "--ScalingGroupId", name, *of)
            assert asked in done.calls

    def test_a_health_path_that_does_not_answer(self, alicloud: Mapping[str, Any], tmp_path: Path) -> None:
        done = on_alicloud(alicloud, tmp_path, Answer(words=("https://cto.example.com/",), code=REFUSED))
        assert (done.code, ills(done)) == (1, ["web answers"])

    @pytest.mark.parametrize(
        ("found", "wants", "well"),
        [
            ([instance(1), instance(2)], 2, True),
            ([instance(1), instance(2)], None, True),
            ([instance(1)], 2, False),
            ([instance(1), instance(2)], 3, False),
            ([instance(1), instance(2, ready=False)], 2, False),
            ([instance(1), instance(2, state="Pending")], 2, False),
            ([], 0, False),
            ([instance(number) for number in range(1, 46)], 45, True),
            ([*(instance(number) for number in range(1, 45)), instance(45, ready=False)], 45, False),
            ([instance(number) for number in range(1, 51)], 60, True),
        ],
        ids=[
            "all",
            "of a group without a wish",
            "fewer",
            "fewer than load asks for",
            "not ready",
            "starting",
            "stopped",
            "many",
            "many and one ill",
            "more than are listed",
        ],
    )
    def test_a_part_without_a_way_in(
        self, alicloud: Mapping[str, Any], tmp_path: Path, found: list[dict[str, Any]], wants: int | None, *, well: bool
    ) -> None:
        answers = group(alicloud["services"]["worker"], found, wants, least=0 if wants == 0 else 2)
        done = on_alicloud(alicloud, tmp_path, *answers)
        assert (done.code, ills(done)) == ((0, []) if well else (1, ["worker runs"]))

    def test_a_group_that_is_gone(self, alicloud: Mapping[str, Any], tmp_path: Path) -> None:
        name = alicloud["services"]["worker"]
        gone = Answer(words=("DescribeScalingGroups", name), outputs=[{"ScalingGroups": {"ScalingGroup": []}}])
        done = on_alicloud(alicloud, tmp_path, gone)
        assert (done.code, ills(done)) == (1, ["worker runs"])

    @pytest.mark.parametrize("call", ["DescribeScalingGroups", "DescribeScalingInstances", "DescribeContainerGroups"])
    def test_who_cannot_be_asked_is_not_well(self, alicloud: Mapping[str, Any], tmp_path: Path, call: str) -> None:
        done = on_alicloud(alicloud, tmp_path, Answer(words=(call,), code=1))
        assert (done.code, ills(done)) == (1, ["api runs", "web runs", "worker runs"])


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        (["api-1 Up 5 minutes (healthy)", "tasks-1 Up 5 minutes"], 0),
        (["api-1 Up 5 minutes (unhealthy)", "tasks-1 Up 5 minutes"], 1),
        (["api-1 Up 3 seconds (health: starting)", "tasks-1 Up 5 minutes"], 1),
        (["api-1 Up 5 minutes (healthy)", "tasks-1 Exited (0) 2 minutes ago"], 1),
        (["api-1 Up 5 minutes (healthy)", "tasks-1 Restarting (1) 2 seconds ago"], 1),
        ([], 1),
    ],
    ids=["all", "unhealthy", "starting", "stopped", "crashing", "none"],
)
def test_containers_of_a_docker_host(tmp_path: Path, listed: list[str], code: int) -> None:
    command = told("docker", ("commands",))["commands"]["health"]
    done = stand_ins.run(
        command, tmp_path, [Answer(words=("docker",), outputs=["".join(f"{row}\n" for row in listed)])]
    )
    assert (done.code, done.output.splitlines()) == (code, listed)
    own = [f"label=com.docker.compose.{word}" for word in ("project=notes-prod", "oneoff=False")]
    filters = [word for label in own for word in ("--filter", label)]
    assert done.calls == (("docker", "ps", "--all", *filters, "--format", "{{.Names}} {{.Status}}"),)


def ills(done: Done) -> list[str]:
    """What is not well."""
    return [line.removeprefix("ILL ") for line in done.output.splitlines() if line.startswith("ILL ")]


GRPC = {"services": {"backend": {"protocol": "grpc"}}}
GUARDED = {"services": {"backend": {"entry_token": "PINECONE_API_KEY"}}}
SHOWN_INSIDE = {"services": {"backend": {"scrape": "/health"}}}


def at(part: str, path: str) -> dict[str, Any]:
    """A service with another health path."""
    return {"services": {part: {"health": path}}}


@pytest.mark.parametrize("cloud", ["aws", "alicloud"])
@pytest.mark.parametrize(
    ("application", "change", "asked"),
    [
        ("claw-ai", {}, {"backend": "https://claw.example.com/health"}),
        ("claw-ai", at("backend", "/health?deep=1"), {"backend": "https://claw.example.com/health?deep=1"}),
        ("claw-ai", GRPC, {}),
        ("claw-ai", GUARDED, {}),
        ("claw-ai", SHOWN_INSIDE, {}),
        ("loss-assessment", {}, {}),
        ("towow", at("api", "/api/ready"), {"api": "https://towow.example.com/api/ready"}),
        ("towow", at("api", "/api?deep=1"), {"api": "https://towow.example.com/api?deep=1"}),
        ("towow", at("api", "/apiary"), {}),
    ],
    ids=[
        "a part at the root",
        "with a query",
        "grpc",
        "behind a token",
        "not for the world",
        "a path that leads to the page",
        "a path below its route",
        "its route with a query",
        "a path beside its route",
    ],
)
def test_an_address_is_asked_where_it_leads_to_the_part(
    cloud: Cloud, application: str, change: dict[str, Any], asked: dict[str, str]
) -> None:
    """Other parts of the application are asked as before."""
    stack = read(application, "prod", cloud, change)
    urls = {name: f"{address.base}{address.path}" for name, address in stack.addresses.items()}
    with recording():
        found = {name: value(address) for name, address in run(lambda: health.addresses(stack, urls)).items()}
    pages = {name: f"{stack.addresses[name].base}/" for name in stack.static}
    assert found == pages | asked
