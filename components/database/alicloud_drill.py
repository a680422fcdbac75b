"""Restore drill of ApsaraDB RDS: a function restores the newest backup on a schedule, notes the result, deletes it.

No service of Alibaba Cloud does it. The copy is of the smallest class, in the database's own vSwitch, without a public
address; nobody is let in.
"""

import json
from pathlib import Path

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import functions, log_alert, logs
from components.clouds.alicloud.functions import Function
from components.clouds.alicloud.log_alert import Question
from components.database import alicloud_drill_role
from components.database.contract import DatabaseArgs

CODE = Path(__file__).with_name("alicloud_restore.py")
SCHEDULES = {"weekly": "0 0 6 * * SUN", "monthly": "0 0 6 1 * *"}
"""When a drill begins: six o'clock UTC on Sundays, or on the first of the month (seconds come first)."""
SMALLEST = "pg.n2.2c.1m"
LIMIT_MINUTES = 180
"""How long a restore may take where nothing is said."""
SPARE_MINUTES = 75
"""What the function may take besides: to find a backup, to tag the copy, and to delete it."""
CENTRAL = frozenset(
    {
        "ap-southeast-1", "cn-beijing", "cn-hangzhou", "cn-heyuan", "cn-hongkong", "cn-qingdao", "cn-shanghai",
        "cn-shenzhen", "us-east-1", "us-west-1",
    }
)  # fmt: skip
"""Regions whose RDS answers at one address (RDS API, "Endpoints"); the others have one of their own."""
FAILED = '* and restore_drill | SELECT count_if(message LIKE \'%"restore_drill": "failed"%\') AS failed'


def create(name: str, args: DatabaseArgs, instance: alicloud.rds.Instance, opts: pulumi.ResourceOptions) -> None:
    """Create the function, its schedule and its role; somebody is told when a restore fails or takes too long."""
    platform = args.platform
    store = logs.store(f"{name}-drill-logs", platform, opts, {"message": "text"})
    limit = args.spec.recovery_time_minutes or LIMIT_MINUTES
    wanted = Function(
        part=name,
        description="Restores the newest backup into a copy and deletes it again",
        code=CODE,
        variables={
            "SOURCE": instance.id,
            "REGION": platform.args.region,
            "ENDPOINT": endpoint(platform.args.region),
            "CLASS": SMALLEST,
            "STORAGE_TYPE": instance.db_instance_storage_type,
            "NETWORK": args.network.network_id,
            "SWITCH": args.network.data_subnet_ids[0],
            "ZONE": args.network.zones[0],
            "TAG": alicloud_drill_role.TAG,
            "LIMIT_MINUTES": str(limit),
        },
        timeout_seconds=60 * (limit + SPARE_MINUTES),
        role=alicloud_drill_role.create(f"{name}-drill-role", name, instance, store, platform, opts),
        logs=store,
    )
    function = functions.create(f"{name}-drill", wanted, platform.args, opts)
    alicloud.fc.V3Trigger(
        f"{name}-drill-schedule",
        function_name=function.function_name,
        trigger_name="schedule",
        trigger_type="timer",
        trigger_config=json.dumps(
            {"cronExpression": SCHEDULES[args.spec.restore_drill or "monthly"], "enable": True, "payload": ""}
        ),
        qualifier="LATEST",
        opts=opts,
    )
    question = Question(
        title=f"{name}: a restore of a backup failed or took too long", query=FAILED, condition="failed > 0"
    )
    log_alert.create(f"{name}-drill-alarm", store, question, platform, opts)


def endpoint(region: str) -> str:
    """Where RDS of a region answers."""
    return "https://rds.aliyuncs.com" if region in CENTRAL else f"https://rds.{region}.aliyuncs.com"
