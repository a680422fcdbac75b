"""What runs: how instances are made, who they are, where their output goes, how a new version reaches them."""

import json
from collections.abc import Mapping
from typing import Any

from tests.components.alicloud.running import IMAGE, login, service, worker
from tests.components.recorder import Recorder, run, value

GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
ATTACHMENT = "alicloud:ess/albServerGroupAttachment:AlbServerGroupAttachment"
EXECUTION = "alicloud:oos/execution:Execution"
RULE = "alicloud:ess/scalingRule:ScalingRule"
PROJECT = "notes-prod-platform-logs-0a1b2c3d"


def container(recorder: Recorder) -> Mapping[str, Any]:
    """The part's own container."""
    (found,) = recorder.inputs(CONFIGURATION)["containers"]
    return found


def test_instances_lie_in_every_zone_and_have_no_public_address(recorder: Recorder) -> None:
    run(service)
    asked = recorder.inputs(GROUP)
    assert (asked["groupType"], asked["multiAzPolicy"]) == ("ECI", "BALANCE")
    assert asked["vswitchIds"] == ["network-app-1-id", "network-app-2-id", "network-app-3-id"]
    assert recorder.inputs(CONFIGURATION)["autoCreateEip"] is False


def test_the_oldest_goes_first_and_what_is_ill_is_replaced(recorder: Recorder) -> None:
    run(service)
    asked = recorder.inputs(GROUP)
    assert (asked["scalingGroupName"], asked["defaultCooldown"], asked["healthCheckType"]) == (
        "notes-prod-api", 60, "ECS",
    )  # fmt: skip
    assert asked["removalPolicies"] == ["OldestScalingConfiguration", "OldestInstance"]
    assert recorder.inputs(CONFIGURATION)["containerGroupName"] == "api"


def test_a_configuration_is_in_force_and_goes_with_its_group(recorder: Recorder) -> None:
    run(lambda: service({"cpu": 1, "memory": 2048, "stop_seconds": 45}))
    asked = recorder.inputs(CONFIGURATION)
    assert (asked["active"], asked["forceDelete"]) == (True, True)
    assert (asked["cpu"], asked["memory"], asked["terminationGracePeriodSeconds"]) == (1, 2, 45)
    assert (asked["restartPolicy"], asked["securityGroupId"]) == ("Always", "network-api-id")


def test_nothing_starts_before_the_way_out_and_the_rights_are_there(recorder: Recorder) -> None:
    run(service)
    waits = recorder.one(CONFIGURATION).depends_on
    assert {"network-app-1-internet", "network-app-1-address", "api-role-permission"} <= waits


def test_a_container_is_confined(recorder: Recorder) -> None:
    run(lambda: service({"writable": ["/tmp", "/cache"], "user": "1001:2000"}))
    found = container(recorder)
    assert found["image"] == IMAGE
    assert (found["securityContextReadOnlyRootFileSystem"], found["securityContextRunAsUser"]) == (True, 1001)
    assert found["volumeMounts"] == [
        {"name": "scratch-1", "mountPath": "/tmp"},
        {"name": "scratch-2", "mountPath": "/cache"},
    ]
    assert recorder.inputs(CONFIGURATION)["volumes"] == [
        {"name": "scratch-1", "type": "EmptyDirVolume"},
        {"name": "scratch-2", "type": "EmptyDirVolume"},
    ]


def test_a_container_that_may_write_needs_no_scratch(recorder: Recorder) -> None:
    run(lambda: service({"read_only": False, "user": "node"}))
    found = container(recorder)
    assert (found["securityContextReadOnlyRootFileSystem"], found["volumeMounts"]) == (False, [])
    assert "securityContextRunAsUser" not in found


def test_variables_and_where_output_goes(recorder: Recorder) -> None:
    run(service)
    assert container(recorder)["environmentVars"] == [
        {"key": "APP_ENV", "value": "production"},
        {"key": "DATABASE_URL", "value": "postgresql://app:x@db.internal/app"},
        {"key": "aliyun_logs_api-logs", "value": "stdout"},
        {"key": "aliyun_logs_api-logs_project", "value": PROJECT},
    ]
    assert recorder.inputs(CONFIGURATION)["enableSls"] is True


def test_secrets_are_marked_wherever_they_stand(recorder: Recorder) -> None:
    run(lambda: service({"generate": ["SESSION_SECRET"]}, registry=login()))
    assert {"containers", "imageRegistryCredentials"} <= recorder.one(CONFIGURATION).secret_inputs
    assert "parameters" in recorder.one(EXECUTION).secret_inputs
    names = [each["key"] for each in container(recorder)["environmentVars"]]
    assert "SESSION_SECRET" in names
    assert recorder.inputs(CONFIGURATION)["imageRegistryCredentials"] == [
        {"server": "ghcr.io", "username": "deploy", "password": "registry-password"}
    ]


def test_the_migration_ends_before_the_part_starts(recorder: Recorder) -> None:
    run(lambda: service(migrates=True))
    (before,) = recorder.inputs(CONFIGURATION)["initContainers"]
    assert (before["name"], before["image"], before["commands"]) == ("migrate", IMAGE, ["python", "-m", "migrate"])
    assert before["environmentVars"] == container(recorder)["environmentVars"]


def test_an_identity_with_what_uses_grants(recorder: Recorder) -> None:
    run(service)
    role = recorder.inputs("alicloud:ram/role:Role")
    assert role["roleName"] == "notes-prod-api-role"
    assert json.loads(role["assumeRolePolicyDocument"])["Statement"] == [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["ecs.aliyuncs.com"]}}
    ]
    policy = recorder.inputs("alicloud:ram/policy:Policy")
    assert json.loads(policy["policyDocument"]) == {
        "Version": "1",
        "Statement": [
            {"Effect": "Allow", "Action": ["oss:GetObject"], "Resource": ["acs:oss:*:1234567890123456:files/*"]}
        ],
    }
    assert policy["policyName"] == "notes-prod-api-role-policy"
    assert policy["rotateStrategy"] == "DeleteOldestNonDefaultVersionWhenLimitExceeded"
    assert recorder.inputs(CONFIGURATION)["ramRoleName"] == "notes-prod-api-role"


def test_a_part_that_uses_nothing_may_do_nothing(recorder: Recorder) -> None:
    run(lambda: worker({"uses": ["database"]}))
    assert recorder.all("alicloud:ram/policy:Policy") == []
    assert recorder.inputs(CONFIGURATION)["ramRoleName"] == "notes-prod-tasks-role"


def test_servers_join_an_active_group(recorder: Recorder) -> None:
    run(service)
    joined = recorder.one(ATTACHMENT)
    assert (joined.inputs["albServerGroupId"], joined.inputs["port"]) == ("api-servers-id", 8000)
    assert "api-configuration" in joined.depends_on


def test_a_rollout_allows_no_failure_and_comes_last(recorder: Recorder) -> None:
    run(lambda: service({"command": ["serve"]}))
    rollout = recorder.one(EXECUTION)
    assert {"api-configuration", "api-servers-1", "api-route", "api-route-2"} <= rollout.depends_on
    assert rollout.inputs["templateName"] == "ACS-ESS-RollingUpdateByUpdateContainerGroup"
    asked = json.loads(rollout.inputs["parameters"])
    (described,) = asked.pop("containerConfigure")
    assert asked == {
        "invokeType": "invoke",
        "scalingGroupId": "api-group-id",
        "scalingConfigurationId": "api-configuration-id",
        "updateType": "RenewUpdate",
        "batchNumber": 2,
        "batchPauseOption": "Automatic",
        "maxErrors": 0,
    }
    assert (described["Name"], described["Image"], described["Command"]) == ("api", IMAGE, ["serve"])
    assert {"Key": "APP_ENV", "Value": "production"} in described["EnvironmentVar"]


def test_a_rollout_tells_containers_whole(recorder: Recorder) -> None:
    """What it leaves out is taken away from instances that run."""
    health = {"ready": "/ready", "alive": "/alive", "start_seconds": 20}
    run(lambda: service({"health": health, "volumes": {"data": "/data"}, "private_ports": {"grpc": 8600}}))
    (described,) = json.loads(recorder.inputs(EXECUTION)["parameters"])["containerConfigure"]
    described.pop("EnvironmentVar")
    every = {"PeriodSeconds": 10, "TimeoutSeconds": 5, "FailureThreshold": 3}
    asked = {"Port": 8000, "Scheme": "HTTP"}
    assert described == {
        "Name": "api",
        "Image": IMAGE,
        "ImagePullPolicy": "IfNotPresent",
        "VolumeMount": [
            {"Name": "scratch-1", "MountPath": "/tmp"},
            {"Name": "volumes", "MountPath": "/data", "SubPath": "data"},
        ],
        "SecurityContext": {"ReadOnlyRootFilesystem": True, "RunAsUser": 1000},
        "Port": [{"Port": 8000, "Protocol": "TCP"}, {"Port": 8600, "Protocol": "TCP"}],
        "ReadinessProbe": {**every, "SuccessThreshold": 2, "HttpGet": {"Path": "/ready", **asked}},
        "LivenessProbe": {**every, "InitialDelaySeconds": 20, "HttpGet": {"Path": "/alive", **asked}},
    }


def goals(recorder: Recorder) -> dict[str, tuple[str, float]]:
    """Scaling rules: name -> metric and goal."""
    return {item.name: (item.inputs["metricName"], item.inputs["targetValue"]) for item in recorder.all(RULE)}


def test_the_number_of_instances_follows_the_load(recorder: Recorder) -> None:
    run(lambda: service({"scale": {"min": 2, "max": 6, "requests_per_instance": 600, "cpu_percent": 60}}))
    assert goals(recorder) == {
        "api-scaling-requests": ("LoadBalancerRealServerAverageQps", 10),
        "api-scaling-cpu": ("EciPodCpuUtilization", 60),
    }
    assert recorder.inputs(RULE, "api-scaling-requests")["alarmDimension"] == {
        "dimensionKey": "rulePool", "dimensionValue": "api-servers-id",
    }  # fmt: skip
    group = recorder.one(GROUP)
    assert (group.inputs["minSize"], group.inputs["maxSize"], group.inputs["desiredCapacity"]) == (2, 6, 2)
    assert group.ignore_changes == ("desiredCapacity",)


def test_a_fixed_number_stays(recorder: Recorder) -> None:
    run(lambda: service({"scale": {"min": 3, "max": 3}}))
    assert goals(recorder) == {}
    assert (recorder.inputs(GROUP)["desiredCapacity"], recorder.one(GROUP).ignore_changes) == (3, ())


def test_a_worker_whose_tasks_wait_scales_by_cpu_and_somebody_is_told(recorder: Recorder) -> None:
    run(lambda: worker({"scale": {"min": 1, "max": 4, "queue_delay_seconds": 60}}))
    assert goals(recorder) == {"tasks-scaling-cpu": ("EciPodCpuUtilization", 70)}
    alert = recorder.inputs("alicloud:sls/alert:Alert")["configuration"]
    assert alert["severityConfigurations"][0]["evalCondition"]["condition"] == "seconds > 300"
    asked = alert["queryLists"][0]
    assert (asked["store"], asked["query"]) == (
        "tasks-logs",
        (
            "* and queue_delay_seconds"
            " | SELECT max(CAST(json_extract_scalar(content, '$.queue_delay_seconds') AS double)) AS seconds"
        ),
    )
    (field,) = recorder.inputs("alicloud:log/storeIndex:StoreIndex", "tasks-logs-index")["fieldSearches"]
    assert (field["name"], field["type"], field["enableAnalytics"]) == ("content", "text", True)


def test_a_worker_that_tells_how_many_tasks_run_scales_by_cpu(recorder: Recorder) -> None:
    run(lambda: worker({"scale": {"min": 1, "max": 4, "running_tasks": 5}}))
    assert goals(recorder) == {"tasks-scaling-cpu": ("EciPodCpuUtilization", 70)}
    assert recorder.all("alicloud:sls/alert:Alert") == []


def test_what_exceeds_the_least_runs_on_spare_capacity(recorder: Recorder) -> None:
    run(lambda: worker({"spot": True, "scale": {"min": 1, "max": 4}}))
    group = recorder.inputs(GROUP)
    assert (group["multiAzPolicy"], group["onDemandBaseCapacity"], group["onDemandPercentageAboveBaseCapacity"]) == (
        "COST_OPTIMIZED", 1, 0,
    )  # fmt: skip
    assert group["compensateWithOnDemand"] is True
    assert recorder.inputs(CONFIGURATION)["spotStrategy"] == "SpotAsPriceGo"


def test_alarms_on_cpu_and_memory(recorder: Recorder) -> None:
    run(worker)
    found = {
        item.name: (item.inputs["metric"], item.inputs["escalationsWarn"])
        for item in recorder.all("alicloud:cms/alarm:Alarm")
    }
    assert found == {
        "tasks-cpu-alarm": (
            "EciPodCpuUtilization",
            {"statistics": "Average", "comparisonOperator": ">", "threshold": "80", "times": 3},
        ),
        "tasks-memory-alarm": (
            "EciPodMemoryUtilization",
            {"statistics": "Average", "comparisonOperator": ">", "threshold": "85", "times": 3},
        ),
    }


def test_operators_are_told_names(recorder: Recorder) -> None:
    made = run(service)
    assert (value(made.service), value(made.log_group)) == ("api-group-id", "api-logs")
