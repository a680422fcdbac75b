"""What is promised of those who look after a stack: alarms, and backups that are tried."""

from tests.parity import host
from tests.parity.looks import ending, equals, given
from tests.parity.promise import Check, Promise

PARTS = ("database-cpu-alarm", "database-connections-alarm", "database-storage-alarm", "cache-memory-alarm")
RUNNING = ("cache-cpu-alarm", "api-cpu-alarm", "api-memory-alarm")
HOST_ALARMS = (
    *("HighErrorRate", "HighLatency", "HighCpu", "HighMemory", "HighCacheMemory", "HighDatabaseConnections"),
    *("LowDatabaseStorage", "HighDisk", "ContainerDown", "ContainerUnhealthy"),
)
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
        type="alicloud:cms/alarm:Alarm",
        what="what must be acted on at once is critical",
        judge=given("escalationsCritical"),
        of=ending("database-storage-alarm"),
        named=("database-storage-alarm",),
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
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="rules of a Prometheus of the stack's own",
                    judge=host.watches(*HOST_ALARMS),
                    of=ending("-prometheus"),
                ),
            ),
        },
        exceptions={
            "docker": (
                "who watches lies on the host itself: when that ends, nobody is told; and only who is named in "
                "`alarms.webhook_secret`, or in `alarms.email` with a mail server, is told at all, which an update says"
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
            "alicloud": (
                Check(
                    type="alicloud:fc/v3Trigger:V3Trigger",
                    what="a function that restores the newest backup, by a timer",
                    judge=lambda inputs, _: "cronExpression" in inputs["triggerConfig"],
                    of=ending("database-drill-schedule"),
                    wanted=lambda program: bool(program.stack.database and program.stack.database.restore_drill),
                ),
            ),
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
                "with `engine: polardb` nothing restores a backup on a schedule; the output `commands.restore` does it "
                "by hand"
            )
        },
    ),
)
