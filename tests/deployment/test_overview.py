"""What a person is told after `up`."""

from typing import Any

import pytest

from components.spec import Cloud
from tests.deployment import telling

PROMISED = {"database": {"recovery_point_minutes": 60, "recovery_time_minutes": 240}}
DIGEST = "ghcr.io/groundwork/notes-worker@sha256:" + "0" * 64
CHANGE = {**PROMISED, "workers": {"tasks": {"image": DIGEST}}}


def told(cloud: Cloud, *names: str) -> dict[str, Any]:
    """Outputs of the notes application in prod, with that change."""
    return telling.told(cloud, names, CHANGE)


@pytest.mark.parametrize("cloud", ["aws", "alicloud"])
def test_images_are_told_as_they_are_named(cloud: Cloud) -> None:
    assert told(cloud, "images")["images"] == {
        "api": "ghcr.io/groundwork/notes-api:1.0.0",
        "tasks": DIGEST,
        "cleanup": "ghcr.io/groundwork/notes-worker:1.0.0",
    }


def test_a_host_knows_what_it_has_pulled() -> None:
    images = told("docker", "images")["images"]
    assert {name: image.partition(" (")[0] for name, image in images.items()} == {
        "api": "ghcr.io/groundwork/notes-api:1.0.0",
        "tasks": DIGEST,
        "cleanup": "ghcr.io/groundwork/notes-worker:1.0.0",
    }
    assert all(image.endswith(")") and image.partition(" (")[2] for image in images.values())


@pytest.mark.parametrize("cloud", ["aws", "alicloud", "docker"])
def test_recovery_objectives_are_told(cloud: Cloud) -> None:
    assert told(cloud, "recovery")["recovery"] == PROMISED["database"]


def test_commands_of_aws() -> None:
    found = told("aws", "commands", "log_groups", "services", "cluster")
    commands, groups, services, cluster = found.values()
    update = "aws ecs update-service --region eu-central-1 --cluster"
    assert commands["logs"] == {
        name: f"aws logs tail --follow --region eu-central-1 {group}" for name, group in groups.items()
    }
    assert commands["restart"] == {
        name: f"{update} {cluster} --service {service} --force-new-deployment" for name, service in services.items()
    }
    scaling = (
        "aws application-autoscaling register-scalable-target --service-namespace ecs --region eu-central-1 "
        f"--scalable-dimension ecs:service:DesiredCount --resource-id service/{cluster}"
    )
    for verb, limits in (("stop", {"api": (0, 0), "tasks": (0, 0)}), ("start", {"api": (2, 10), "tasks": (2, 4)})):
        assert commands[verb] == " && ".join(
            f"{scaling}/{services[name]} --min-capacity {least} --max-capacity {most} && "
            f"{update} {cluster} --service {services[name]} --desired-count {least}"
            for name, (least, most) in limits.items()
        )
    start = "aws rds create-db-snapshot --region eu-central-1 --db-instance-identifier "
    identifier, _, rest = commands["backup"].removeprefix(start).partition(" ")
    assert commands["backup"].startswith(f"{start}database-")
    assert rest == f"--db-snapshot-identifier {identifier}-$(date -u +%Y%m%d-%H%M%S)"


def test_commands_of_alibaba_cloud() -> None:
    commands, groups, services = told("alicloud", "commands", "log_groups", "services").values()
    region = "--RegionId eu-central-1"
    assert set(commands["logs"]) == set(groups) == {"api", "tasks", "cleanup"}
    assert all(
        command.startswith("aliyun sls GetLogs --region eu-central-1 --project ")
        and command.endswith(f" --logstore {groups[name]} --from $(($(date +%s) - 900)) --to $(date +%s)")
        for name, command in commands["logs"].items()
    )
    assert commands["restart"] == {
        name: (
            f"aliyun ess DescribeScalingInstances {region} --ScalingGroupId {group}"
            " | jq -r '.ScalingInstances.ScalingInstance[].InstanceId'"
            f" | xargs -n 1 aliyun eci RestartContainerGroup {region} --ContainerGroupId"
        )
        for name, group in services.items()
    }
    size = f"aliyun ess ModifyScalingGroup {region} --ScalingGroupId"
    api, tasks = services["api"], services["tasks"]
    assert commands["stop"] == " && ".join(
        f"{size} {group} --MinSize 0 --MaxSize 0 --DesiredCapacity 0" for group in (api, tasks)
    )
    assert commands["start"] == (
        f"{size} {api} --MinSize 2 --MaxSize 10 --DesiredCapacity 2 && "
        f"{size} {tasks} --MinSize 2 --MaxSize 4 --DesiredCapacity 2"
    )
    assert commands["backup"] == f"aliyun rds CreateBackup --DBInstanceId database-instance-id {region}"


def test_a_cluster_of_polardb_is_backed_up_by_its_own_command() -> None:
    change = {"database": {"engine": "polardb"}}
    commands = telling.told("alicloud", ("commands",), change)["commands"]
    assert commands["backup"].startswith("aliyun polardb CreateBackup --DBClusterId database-cluster")


def test_commands_of_a_docker_host() -> None:
    commands, services = told("docker", "commands", "services").values()
    assert set(commands["logs"]) == {"api", "tasks", "cleanup"}
    assert all(command.startswith("docker logs --follow ") for command in commands["logs"].values())
    assert commands["restart"] == {name: f"docker restart {containers}" for name, containers in services.items()}
    own = "--filter label=com.docker.compose.project=notes-prod --filter label=com.docker.compose.oneoff=False"
    assert commands["stop"] == f"docker stop $(docker ps --quiet {own})"
    assert commands["start"] == f"docker start $(docker ps --all --quiet {own})"
    assert commands["backup"].startswith("docker exec ")
    assert commands["backup"].endswith(" bash /etc/groundwork/backup_database.sh")
