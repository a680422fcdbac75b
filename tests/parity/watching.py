"""What is promised of those who look after a stack: alarms, and backups that are tried."""

from tests.parity import host
from tests.parity.looks import ending, equals, given
from tests.parity.promise import Check, Promise

PARTS = ("database-cpu-alarm", "database-connections-alarm", "database-storage-alarm", "cache-memory-alarm")
RUNNING = ("cache-cpu-alarm", "api-cpu-alarm", "api-memory-alarm")
ENTRY = ("gateway-errors-alarm", "gateway-latency-alarm")

AWS_ALARM = Check(
    type="aws:cloudwatch/metricAlarm:MetricAlarm",
    what="every alarm tells somebody",
    judge=given("alarmActions"),
    named=(*PARTS, *RUNNING, *ENTRY),
)
ALI_ALARMS = (
    Check(
        type="alicloud:cms/alarm:Alarm",
        what="every alarm tells somebody",
        judge=given("contactGroups"),
        named=(*PARTS, *RUNNING),
    ),
    Check(
        type="alicloud:sls/alert:Alert",
        what="alarms over access logs reach CloudMonitor",
        judge=equals("configuration.sinkCms.enabled", True),
        named=ENTRY,
    ),
)

PROMISES = (
    Promise(
        id="alarms",
        title="Alarms watch errors, latency, CPU, memory, connections and storage, and tell somebody",
        checks={
            "aws": (AWS_ALARM,),
            "alicloud": ALI_ALARMS,
            "docker": (),
        },
        exceptions={
            "docker": (
                "nothing watches a host: `docker ps` shows the health of each container, and a monitor of your own "
                "asks the entry"
            )
        },
    ),
    Promise(
        id="drills",
        title="A backup is restored on a schedule, where the application asks for it",
        checks={
            "aws": (
                Check(
                    type="aws:backup/restoreTestingPlan:RestoreTestingPlan",
                    what="a restore plan",
                    judge=given("scheduleExpression"),
                    wanted=lambda program: bool(program.stack.database and program.stack.database.restore_drill),
                ),
            ),
            "alicloud": (),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="the newest dump is loaded into a database beside",
                    judge=host.drills,
                    of=ending(host.BACKUP),
                ),
            ),
        },
        exceptions={
            "alicloud": (
                "no service restores ApsaraDB backups on a schedule; `aliyun rds CloneDBInstance` does it by hand"
            )
        },
    ),
)
