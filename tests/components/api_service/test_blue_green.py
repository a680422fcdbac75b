import json
from typing import Any

import pulumi
import pytest

from components.api_service import ApiService, ServiceSpec
from components.container import ScaleSpec
from tests.components.containers.parts import IMAGE, routed, service_args, stage
from tests.components.recorder import Recorder, run

SERVICE = "aws:ecs/service:Service"
TARGET = "aws:lb/targetGroup:TargetGroup"
RULE = "aws:lb/listenerRule:ListenerRule"
POLICY = "aws:appautoscaling/policy:Policy"
ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012"


def deploy(*paths: str, **spec: Any) -> None:
    def program() -> None:
        platform, network = stage()
        given: dict[str, Any] = {"image": IMAGE, "port": 3001, "rollout": "blue_green", **spec}
        leading = routed(platform, network, *paths)
        ApiService("api", service_args(platform, network, ServiceSpec(**given), **leading))

    run(program)


def test_ecs_moves_all_requests_at_once_and_keeps_the_old_version_a_while(recorder: Recorder) -> None:
    deploy("/api")
    inputs = recorder.inputs(SERVICE)
    assert inputs["deploymentConfiguration"] == {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": "5"}
    assert inputs["loadBalancers"] == [
        {
            "targetGroupArn": f"{ELB}:targetgroup/api-target-1234567",
            "containerName": "api",
            "containerPort": 3001,
            "advancedConfiguration": {
                "alternateTargetGroupArn": f"{ELB}:targetgroup/api-green-1234567",
                "productionListenerRule": f"{ELB}:listener-rule/app/api-route-1234567",
                "roleArn": "arn:aws:iam::123456789012:role/api-deployer-1234567",
            },
        }
    ]
    assert inputs["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert inputs["healthCheckGracePeriodSeconds"] == 60


def test_both_target_groups_are_asked_alike(recorder: Recorder) -> None:
    deploy("/api", health="/ready")
    first, second = (group.inputs for group in recorder.all(TARGET))
    assert recorder.names(TARGET) == ["api-green", "api-target"]
    assert first == second
    assert first["healthCheck"]["path"] == "/ready"


def test_where_ecs_has_led_requests_is_not_undone(recorder: Recorder) -> None:
    deploy("/api")
    rule = recorder.one(RULE)
    assert rule.ignore_changes == ("actions",)
    assert rule.inputs["actions"] == [
        {
            "type": "forward",
            "forward": {
                "targetGroups": [
                    {"arn": f"{ELB}:targetgroup/api-target-1234567", "weight": 100},
                    {"arn": f"{ELB}:targetgroup/api-green-1234567", "weight": 0},
                ]
            },
        }
    ]


def test_every_route_moves(recorder: Recorder) -> None:
    deploy("/api", "/events")
    moved = [
        (door["targetGroupArn"], door["advancedConfiguration"]["productionListenerRule"])
        for door in recorder.inputs(SERVICE)["loadBalancers"]
    ]
    assert moved == [
        (f"{ELB}:targetgroup/api-target-1234567", f"{ELB}:listener-rule/app/api-route-1234567"),
        (f"{ELB}:targetgroup/api-target-2-1234567", f"{ELB}:listener-rule/app/api-route-2-1234567"),
    ]
    assert recorder.names(TARGET) == ["api-green", "api-green-2", "api-target", "api-target-2"]


def test_names_fit_a_load_balancer_for_the_longest_part(recorder: Recorder) -> None:
    """A target group's name has 32 characters, a part's at most 15, and Pulumi adds 8."""
    deploy("/a", "/b", "/c", "/d", "/e")
    assert len(recorder.names(TARGET)) == 10
    assert max(len(name.removeprefix("api")) for name in recorder.names(TARGET)) <= 32 - 15 - 8


def test_more_routes_than_ecs_moves_together_are_refused_in_a_sentence(recorder: Recorder) -> None:
    with pytest.raises(pulumi.RunError) as refused:
        deploy("/a", "/b", "/c", "/d", "/e", "/f")
    assert str(refused.value) == (
        "api.rollout: blue_green moves at most 5 routes together on this cloud, and 6 lead there; allowed: rolling, "
        "or fewer routes"
    )


def test_ecs_may_change_these_rules_and_these_targets_and_nothing_else(recorder: Recorder) -> None:
    deploy("/api", "/events")
    (trust,) = json.loads(recorder.inputs("aws:iam/role:Role", "api-deployer")["assumeRolePolicy"])["Statement"]
    assert trust == {"Effect": "Allow", "Principal": {"Service": "ecs.amazonaws.com"}, "Action": "sts:AssumeRole"}
    policy = json.loads(recorder.inputs("aws:iam/rolePolicy:RolePolicy", "api-deployer-policy")["policy"])
    assert policy["Statement"] == [
        {
            "Effect": "Allow",
            "Action": [
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeRules",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth",
            ],
            "Resource": ["*"],
        },
        {
            "Effect": "Allow",
            "Action": ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
            "Resource": [
                f"{ELB}:targetgroup/{group}-1234567"
                for group in ("api-target", "api-green", "api-target-2", "api-green-2")
            ],
        },
        {
            "Effect": "Allow",
            "Action": ["elasticloadbalancing:ModifyRule"],
            "Resource": [f"{ELB}:listener-rule/app/api-route-1234567", f"{ELB}:listener-rule/app/api-route-2-1234567"],
        },
    ]


def test_the_service_waits_for_rules_and_rights(recorder: Recorder) -> None:
    deploy("/api", "/events")
    assert {"api-route", "api-route-2", "api-deployer-policy"} <= recorder.one(SERVICE).depends_on


def test_requests_are_counted_on_whichever_side_they_are(recorder: Recorder) -> None:
    deploy("/api", scale=ScaleSpec(min=2, max=6, requests_per_instance=600))
    assert recorder.inputs(POLICY, "api-scaling-requests")["targetTrackingScalingPolicyConfiguration"] == {
        "targetValue": 600,
        "customizedMetricSpecification": {
            "metrics": [
                {
                    "id": f"group{number}",
                    "returnData": False,
                    "metricStat": {
                        "stat": "Sum",
                        "metric": {
                            "namespace": "AWS/ApplicationELB",
                            "metricName": "RequestCountPerTarget",
                            "dimensions": [
                                {"name": "LoadBalancer", "value": "app/gateway-1234567/50dc6c495c0c9188"},
                                {"name": "TargetGroup", "value": f"targetgroup/{name}-1234567/6d0ecf831eec9f09"},
                            ],
                        },
                    },
                }
                for number, name in ((1, "api-target"), (2, "api-green"))
            ]
            + [{"id": "requests", "expression": "group1 + group2", "returnData": True}]
        },
        "scaleOutCooldown": 60,
        "scaleInCooldown": 300,
    }


def test_a_rolling_service_needs_no_second_side(recorder: Recorder) -> None:
    deploy("/api", "/events", rollout="rolling")
    assert recorder.names(TARGET) == ["api-target"]
    assert "deploymentConfiguration" not in recorder.inputs(SERVICE)
    assert [rule.ignore_changes for rule in recorder.all(RULE)] == [(), ()]
    assert "api-deployer" not in recorder.names("aws:iam/role:Role")
