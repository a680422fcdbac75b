"""The container cluster: there only for containers, with recorded shells."""

from components.platform import LogsSpec
from tests.components.recorder import Recorder, run, value, waits_for, without_tags
from tests.components.stand import make_platform

CLUSTER = "aws:ecs/cluster:Cluster"


def test_cluster_measures_containers_and_records_shells(recorder: Recorder) -> None:
    platform = run(make_platform)
    assert without_tags(recorder.inputs(CLUSTER)) == {
        "settings": [{"name": "containerInsights", "value": "enabled"}],
        "configuration": {
            "executeCommandConfiguration": {
                "kmsKeyId": value(platform.key),
                "logging": "OVERRIDE",
                "logConfiguration": {
                    "cloudWatchEncryptionEnabled": True,
                    "cloudWatchLogGroupName": "platform-cluster-shells-1234567",
                },
            }
        },
    }


def test_shells_are_kept_encrypted_for_as_long_as_logs(recorder: Recorder) -> None:
    platform = run(lambda: make_platform(logs=LogsSpec(days=31)))
    assert without_tags(recorder.inputs("aws:cloudwatch/logGroup:LogGroup")) == {
        "kmsKeyId": value(platform.key),
        "retentionInDays": 60,
        "skipDestroy": True,
    }


def test_whoever_uses_the_cluster_waits_for_its_capacity(recorder: Recorder) -> None:
    platform = run(make_platform)
    assert recorder.inputs("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders") == {
        "clusterName": "platform-cluster-1234567",
        "capacityProviders": ["FARGATE", "FARGATE_SPOT"],
    }
    assert value(platform.container_cluster) == (
        "arn:aws:ecs:eu-central-1:123456789012:cluster/platform-cluster-1234567"
    )
    assert value(platform.container_cluster_name) == "platform-cluster-1234567"
    for output in (platform.container_cluster, platform.container_cluster_name):
        assert "platform-cluster-capacity" in waits_for(output)


def test_no_containers_no_cluster(recorder: Recorder) -> None:
    platform = run(lambda: make_platform(containers=False))
    assert recorder.names(CLUSTER) == []
    assert platform.container_cluster is None


def test_prod_has_no_shells(recorder: Recorder) -> None:
    assert run(make_platform).shell is None


def test_staging_says_how_to_open_a_shell(recorder: Recorder) -> None:
    shell = value(run(lambda: make_platform(environment="staging")).shell)
    where = "--region eu-central-1 --cluster platform-cluster-1234567"
    assert shell == (
        f"aws ecs list-tasks {where} --service-name SERVICE; "
        f"aws ecs execute-command {where} --task TASK --container PART --interactive --command /bin/sh"
    )
