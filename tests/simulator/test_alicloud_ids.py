"""What the ids of all types of Alibaba Cloud look like: the notes of the facts, "Ids and waits"."""

import re

import pytest

from simulator.alicloud import alicloud
from simulator.alicloud.account import ACCOUNT
from tests.simulator.world import REGION

BUCKET = {"bucket": "files"}
IDS: dict[str, tuple[dict[str, object], str]] = {
    "alb/listener:Listener": ({}, r"lsn-[a-z0-9]{18}"),
    "alb/loadBalancer:LoadBalancer": ({}, r"alb-[a-z0-9]{16}"),
    "alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment": (
        {"loadBalancerId": "alb-1", "securityGroupId": "sg-1"},
        "alb-1:sg-1",
    ),
    "alb/rule:Rule": ({}, r"rule-[a-z0-9]{18}"),
    "alb/serverGroup:ServerGroup": ({}, r"sgp-[a-z0-9]{18}"),
    "cas/serviceCertificate:ServiceCertificate": ({"certificateName": "notes"}, r"\d{8}"),
    "cdn/domainConfig:DomainConfig": ({"domainName": "a.cn", "functionName": "https"}, r"a\.cn:https:\d{15}"),
    "cdn/domainNew:DomainNew": ({"domainName": "a.cn"}, r"a\.cn"),
    "cms/alarm:Alarm": ({"name": "errors"}, r"terraform-[0-9a-f]{32}"),
    "cms/alarmContact:AlarmContact": ({"alarmContactName": "ops"}, "ops"),
    "cms/alarmContactGroup:AlarmContactGroup": ({"alarmContactGroupName": "ops"}, "ops"),
    "dns/alidnsRecord:AlidnsRecord": ({"domainName": "a.cn", "rr": "www"}, r"\d{18}"),
    "ecs/eipAddress:EipAddress": ({}, r"eip-[a-z0-9]{20}"),
    "ecs/eipAssociation:EipAssociation": ({"allocationId": "eip-1", "instanceId": "ngw-1"}, "eip-1:ngw-1"),
    "ecs/securityGroup:SecurityGroup": ({}, r"sg-[a-z0-9]{20}"),
    "ess/alarm:Alarm": ({}, r"asg_[0-9a-f]{32}"),
    "ess/albServerGroupAttachment:AlbServerGroupAttachment": (
        {"scalingGroupId": "asg-1", "albServerGroupId": "sgp-1", "port": 80},
        "asg-1:sgp-1:80",
    ),
    "ess/eciScalingConfiguration:EciScalingConfiguration": ({}, r"asc-[a-z0-9]{20}"),
    "ess/scalingGroup:ScalingGroup": ({}, r"asg-[a-z0-9]{20}"),
    "ess/scalingRule:ScalingRule": ({}, r"asr-[a-z0-9]{20}"),
    "ess/scheduledTask:ScheduledTask": ({}, r"edRt[A-Za-z0-9]{18}"),
    "ess/serverGroupAttachment:ServerGroupAttachment": (
        {"scalingGroupId": "asg-1", "serverGroupId": "sgp-1", "type": "NLB", "port": 80},
        "asg-1:sgp-1:NLB:80",
    ),
    "fc/v3Function:V3Function": ({"functionName": "relay"}, "relay"),
    "fc/v3Trigger:V3Trigger": ({"functionName": "relay", "triggerName": "calls"}, "relay:calls"),
    "ims/oidcProvider:OidcProvider": ({"oidcProviderName": "github"}, "github"),
    "kms/alias:Alias": ({"aliasName": "alias/a"}, "alias/a"),
    "kms/key:Key": ({}, r"key-[a-z0-9]{24}"),
    "kms/secret:Secret": ({"secretName": "app"}, "app"),
    "kvstore/backupPolicy:BackupPolicy": ({"instanceId": "r-1"}, "r-1"),
    "log/dashboard:Dashboard": ({"projectName": "logs", "dashboardName": "all"}, "logs:all"),
    "log/project:Project": ({"projectName": "logs"}, "logs"),
    "log/resourceRecord:ResourceRecord": (
        {"resourceName": "sls.common.user", "recordId": "ops"},
        r"sls\.common\.user:ops",
    ),
    "log/store:Store": ({"projectName": "logs", "logstoreName": "api"}, "logs:api"),
    "log/storeIndex:StoreIndex": ({"project": "logs", "logstore": "api"}, "logs:api"),
    "nas/accessGroup:AccessGroup": ({"accessGroupName": "api", "fileSystemType": "standard"}, "api:standard"),
    "nas/accessRule:AccessRule": ({"accessGroupName": "api"}, r"api:\d{6}"),
    "nas/fileSystem:FileSystem": ({}, r"[0-9a-f]{10}"),
    "nas/mountTarget:MountTarget": (
        {"fileSystemId": "0cd8b4a576"},
        r"0cd8b4a576:0cd8b4a576-[a-z0-9]{5}\.eu-central-1\.nas\.aliyuncs\.com",
    ),
    "nlb/listener:Listener": ({"listenerPort": 8600}, r"lsn-[a-z0-9]{18}@8600"),
    "nlb/loadBalancer:LoadBalancer": ({}, r"nlb-[a-z0-9]{18}"),
    "nlb/serverGroup:ServerGroup": ({}, r"sgp-[a-z0-9]{18}"),
    "oos/execution:Execution": ({}, r"exec-[0-9a-f]{20}"),
    "oos/template:Template": ({"templateName": "stay"}, "stay"),
    "oss/bucket:Bucket": (BUCKET, "files"),
    "oss/bucketAcl:BucketAcl": (BUCKET, "files"),
    "oss/bucketCors:BucketCors": (BUCKET, "files"),
    "oss/bucketHttpsConfig:BucketHttpsConfig": (BUCKET, "files"),
    "oss/bucketLogging:BucketLogging": ({**BUCKET, "targetBucket": "logs"}, "files"),
    "oss/bucketObject:BucketObject": ({**BUCKET, "key": "a/b"}, "a/b"),
    "oss/bucketPolicy:BucketPolicy": (BUCKET, "files"),
    "oss/bucketPublicAccessBlock:BucketPublicAccessBlock": (BUCKET, "files"),
    "oss/bucketServerSideEncryption:BucketServerSideEncryption": (BUCKET, "files"),
    "oss/bucketVersioning:BucketVersioning": (BUCKET, "files"),
    "polardb/account:Account": ({"dbClusterId": "pc-1", "accountName": "app"}, "pc-1:app"),
    "polardb/accountPrivilege:AccountPrivilege": (
        {"dbClusterId": "pc-1", "accountName": "app", "accountPrivilege": "ReadOnly"},
        "pc-1:app:ReadOnly",
    ),
    "polardb/backupPolicy:BackupPolicy": ({"dbClusterId": "pc-1"}, "pc-1"),
    "polardb/cluster:Cluster": ({}, r"pc-[a-z0-9]{17}"),
    "polardb/database:Database": ({"dbClusterId": "pc-1", "dbName": "app"}, "pc-1:app"),
    "pvtz/zone:Zone": ({}, r"[0-9a-f]{32}"),
    "pvtz/zoneAttachment:ZoneAttachment": ({"zoneId": "z"}, "z"),
    "pvtz/zoneRecord:ZoneRecord": ({"zoneId": "z"}, r"\d{10}:z"),
    "ram/accessKey:AccessKey": ({}, r"LTAI[A-Za-z0-9]{20}"),
    "ram/policy:Policy": ({"policyName": "read"}, "read"),
    "ram/role:Role": ({"roleName": "app"}, "app"),
    "ram/rolePolicyAttachment:RolePolicyAttachment": (
        {"policyName": "read", "policyType": "Custom", "roleName": "app"},
        "role:read:Custom:app",
    ),
    "ram/user:User": ({"name": "app"}, r"2\d{17}"),
    "ram/userPolicyAttachment:UserPolicyAttachment": (
        {"policyName": "read", "policyType": "System", "userName": "app"},
        "user:read:System:app",
    ),
    "rds/account:Account": ({"dbInstanceId": "pgm-1", "accountName": "app"}, "pgm-1:app"),
    "rds/accountPrivilege:AccountPrivilege": (
        {"instanceId": "pgm-1", "accountName": "app", "privilege": "DBOwner"},
        "pgm-1:app:DBOwner",
    ),
    "rds/backupPolicy:BackupPolicy": ({"instanceId": "pgm-1"}, "pgm-1"),
    "rds/database:Database": ({"instanceId": "pgm-1", "dataBaseName": "app"}, "pgm-1:app"),
    "rds/instance:Instance": ({}, r"pgm-[a-z0-9]{17}"),
    "redis/tairInstance:TairInstance": ({}, r"r-[a-z0-9]{17}"),
    "sls/alert:Alert": ({"projectName": "logs", "alertName": "slow"}, "logs:slow"),
    "vpc/flowLog:FlowLog": ({}, r"fl-[a-z0-9]{20}"),
    "vpc/gatewayEndpoint:GatewayEndpoint": ({}, r"vpce-[a-z0-9]{20}"),
    "vpc/gatewayEndpointRouteTableAttachment:GatewayEndpointRouteTableAttachment": (
        {"gatewayEndpointId": "vpce-1", "routeTableId": "vtb-1"},
        "vpce-1:vtb-1",
    ),
    "vpc/natGateway:NatGateway": ({}, r"ngw-[a-z0-9]{20}"),
    "vpc/network:Network": ({}, r"vpc-[a-z0-9]{20}"),
    "vpc/routeEntry:RouteEntry": (
        {
            "routeTableId": "vtb-1",
            "destinationCidrblock": "0.0.0.0/0",
            "nexthopType": "NatGateway",
            "nexthopId": "ngw-1",
        },
        r"vtb-1:vrt-[a-z0-9]{20}:0\.0\.0\.0/0:NatGateway:ngw-1",
    ),
    "vpc/routeTable:RouteTable": ({}, r"vtb-[a-z0-9]{20}"),
    "vpc/routeTableAttachment:RouteTableAttachment": ({"routeTableId": "vtb-1", "vswitchId": "vsw-1"}, "vtb-1:vsw-1"),
    "vpc/snatEntry:SnatEntry": ({"snatTableId": "stb-1"}, r"stb-1:snat-[a-z0-9]{20}"),
    "vpc/switch:Switch": ({}, r"vsw-[a-z0-9]{20}"),
}
"""Type -> what is known of a thing, and the form of its id."""
IN_CODE = {"ecs/securityGroupRule:SecurityGroupRule"}
"""Types whose ids a hook makes."""


@pytest.mark.parametrize("name", IDS)
def test_an_id_is_of_its_form(name: str) -> None:
    known, pattern = IDS[name]
    answered = alicloud().answers.fill(f"alicloud:{name}", {"region": REGION, "account": ACCOUNT, **known})
    assert re.fullmatch(pattern, answered["id"])


def test_every_type_has_an_id() -> None:
    assert {f"alicloud:{name}" for name in {*IDS, *IN_CODE}} == set(alicloud().catalogue.tokens)
