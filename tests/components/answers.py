"""What the clouds and the random provider answer: the outputs that other resources refer to."""

from collections.abc import Callable, Mapping
from typing import Any

import pulumi
from pulumi.runtime import rpc

from tests.components import answers_alicloud

ACCOUNT = "123456789012"
REGION = "eu-central-1"

CALLS: Mapping[str, Mapping[str, Any]] = {
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": {"userName": "AWS", "password": "token"},
    "pulumi:pulumi:readStackResourceOutputs": {"outputs": {}},
    "aws:index/getCallerIdentity:getCallerIdentity": {"accountId": ACCOUNT},
    "aws:index/getPartition:getPartition": {"partition": "aws", "dnsSuffix": "amazonaws.com"},
    "aws:index/getRegion:getRegion": {"region": REGION, "id": REGION},
    "aws:index/getAvailabilityZones:getAvailabilityZones": {
        "names": [f"{REGION}c", f"{REGION}a", f"{REGION}b"],
        "id": REGION,
    },
    "aws:ec2/getManagedPrefixList:getManagedPrefixList": {"id": "pl-a3a144ca"},
    "aws:route53/getZone:getZone": {"zoneId": "Z0123456789", "id": "Z0123456789"},
}
"""Function -> its answer."""


def _arn(service: str, kind: str) -> Callable[[str], str]:
    return lambda name: f"arn:aws:{service}:{REGION}:{ACCOUNT}:{kind}{name}"


ARNS: Mapping[str, Callable[[str], str]] = {
    "aws:kms/key:Key": _arn("kms", "key/"),
    "aws:s3/bucket:Bucket": lambda name: f"arn:aws:s3:::{name}",
    "aws:iam/role:Role": lambda name: f"arn:aws:iam::{ACCOUNT}:role/{name}",
    "aws:iam/user:User": lambda name: f"arn:aws:iam::{ACCOUNT}:user/{name}",
    "aws:secretsmanager/secret:Secret": _arn("secretsmanager", "secret:"),
    "aws:cloudwatch/logGroup:LogGroup": _arn("logs", "log-group:"),
    "aws:sns/topic:Topic": _arn("sns", ""),
    "aws:cloudwatch/eventApiDestination:EventApiDestination": _arn("events", "api-destination/"),
    "aws:lb/listenerRule:ListenerRule": _arn("elasticloadbalancing", "listener-rule/app/"),
    "aws:lb/targetGroup:TargetGroup": _arn("elasticloadbalancing", "targetgroup/"),
    "aws:ecs/cluster:Cluster": _arn("ecs", "cluster/"),
    "aws:ecr/repository:Repository": _arn("ecr", "repository/"),
    "aws:rds/instance:Instance": _arn("rds", "db:"),
    "aws:backup/vault:Vault": _arn("backup", "backup-vault:"),
    "aws:efs/fileSystem:FileSystem": _arn("elasticfilesystem", "file-system/"),
    "aws:efs/accessPoint:AccessPoint": _arn("elasticfilesystem", "access-point/"),
}
"""Type -> ARN by physical name, where a test looks at it; other types get a made-up one."""

NAMED_BY: Mapping[str, str] = {
    "aws:s3/bucket:Bucket": "bucket",
    "aws:rds/instance:Instance": "identifier",
    "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
    "aws:ecs/taskDefinition:TaskDefinition": "family",
}
"""Type -> property that holds the physical name; `name` for the others."""


def _secret(value: str) -> dict[str, Any]:
    return {rpc._special_sig_key: rpc._special_secret_sig, "value": value}


COMPUTED: Mapping[str, Callable[[str], Mapping[str, Any]]] = {
    "aws:s3/bucket:Bucket": lambda name: {
        "bucketDomainName": f"{name}.s3.amazonaws.com",
        "bucketRegionalDomainName": f"{name}.s3.{REGION}.amazonaws.com",
    },
    "aws:secretsmanager/secretVersion:SecretVersion": lambda _: {"versionId": "11111111-2222-3333-4444-555555555555"},
    "aws:rds/instance:Instance": lambda name: {
        "address": f"{name}.abc.{REGION}.rds.amazonaws.com",
        "endpoint": f"{name}.abc.{REGION}.rds.amazonaws.com:5432",
        "port": 5432,
    },
    "aws:elasticache/replicationGroup:ReplicationGroup": lambda name: {
        "primaryEndpointAddress": f"master.{name}.abc.euc1.cache.amazonaws.com",
        "memberClusters": [f"{name}-001", f"{name}-002"],
    },
    "aws:lb/loadBalancer:LoadBalancer": lambda name: {
        "dnsName": f"{name}-1.{REGION}.elb.amazonaws.com",
        "zoneId": "Z215JYRZR1TBD5",
        "arnSuffix": f"app/{name}/50dc6c495c0c9188",
    },
    "aws:lb/targetGroup:TargetGroup": lambda name: {"arnSuffix": f"targetgroup/{name}/6d0ecf831eec9f09"},
    "aws:cloudfront/distribution:Distribution": lambda _: {
        "domainName": "d111111abcdef8.cloudfront.net",
        "hostedZoneId": "Z2FDTNDATAQYW2",
    },
    "aws:acm/certificate:Certificate": lambda _: {
        "domainValidationOptions": [
            {
                "domainName": host,
                "resourceRecordName": f"_x.{host}",
                "resourceRecordType": "CNAME",
                "resourceRecordValue": "_y.acm-validations.aws",
            }
            for host in ("app.example.com", "www.app.example.com")
        ]
    },
    "aws:ecr/repository:Repository": lambda name: {
        "repositoryUrl": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{name}",
        "registryId": ACCOUNT,
    },
    "aws:ecs/taskDefinition:TaskDefinition": lambda name: {
        "arnWithoutRevision": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/{name}",
        "revision": 1,
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": lambda _: {"prefixListId": "pl-6ea54007"},
    "aws:iam/accessKey:AccessKey": lambda _: {"secret": _secret("wJalrXUtnFEMI")},
    "random:index/randomPassword:RandomPassword": lambda name: {"result": _secret(f"{name}-value")},
    "random:index/randomId:RandomId": lambda _: {"hex": "0a1b2c3d"},
    "docker-build:index:Image": lambda name: {
        "ref": f"{name}@sha256:{'0' * 64}",
        "digest": f"sha256:{'0' * 64}",
        "contextHash": "c0ffee",
    },
    "docker:index/container:Container": lambda _: {"exitCode": 0, "containerLogs": ""},
    "docker:index/remoteImage:RemoteImage": lambda name: {"imageId": f"id-of-{name}"},
    "tls:index/privateKey:PrivateKey": lambda name: {"privateKeyPem": _secret(f"key of {name}\n")},
    "tls:index/selfSignedCert:SelfSignedCert": lambda name: {"certPem": f"certificate of {name}\n"},
    "tls:index/certRequest:CertRequest": lambda name: {"certRequestPem": f"request of {name}\n"},
    "tls:index/locallySignedCert:LocallySignedCert": lambda name: {"certPem": f"certificate of {name}\n"},
}
"""Type -> what the provider fills in, by physical name."""

IDENTIFIERS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "aws:s3/bucket:Bucket": lambda name, _: name,
    "aws:cloudwatch/logGroup:LogGroup": lambda name, _: name,
    "aws:cloudwatch/metricAlarm:MetricAlarm": lambda name, _: name,
    "aws:secretsmanager/secret:Secret": lambda name, _: _arn("secretsmanager", "secret:")(name),
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": lambda _, inputs: inputs["clusterName"],
    "aws:iam/accessKey:AccessKey": lambda *_: "AKIAIOSFODNN7EXAMPLE",
}
"""Type -> id, where it is not made up."""


class Clouds(pulumi.runtime.Mocks):
    """Answers registrations and calls; a call that it does not know is an error."""

    def call(self, args: pulumi.runtime.MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        if args.token.startswith("alicloud:"):
            return answers_alicloud.call(args.token, args.args), []
        return {**args.args, **CALLS[args.token]}, []

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if not args.custom:
            return None, dict(args.inputs)
        if args.typ.startswith("alicloud:"):
            return answers_alicloud.made(args.typ, args.name, args.inputs)
        named_by = NAMED_BY.get(args.typ, "name")
        name = args.inputs.get(named_by, f"{args.name}-1234567")
        arn = ARNS.get(args.typ, _arn(args.typ.partition(":")[2].partition("/")[0], ""))(name)
        computed = COMPUTED.get(args.typ, lambda _: {})(name)
        identify = IDENTIFIERS.get(args.typ, lambda *_: f"{args.name}-id")
        outputs = {named_by: name, "arn": arn, **args.inputs, **computed}
        return identify(name, args.inputs), {**outputs, **_prefixed(args.inputs, computed)}


def _prefixed(inputs: Mapping[str, Any], computed: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a random name begins with, where it was asked for."""
    return {"hex": f"{inputs['prefix']}{computed['hex']}"} if "prefix" in inputs and "hex" in computed else {}
