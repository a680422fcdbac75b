"""What is promised only to an application that asks for it: a webhook, a firewall, a budget, copies far away."""

from groundwork.promises import host
from groundwork.promises.looks import ending, equals, given
from groundwork.promises.promise import Check, Promise
from groundwork.promises.subject import Program


def hooked(program: Program) -> bool:
    """Whether alarms are to reach a webhook."""
    return program.stack.alarms.webhook_secret is not None


def walled(program: Program) -> bool:
    """Whether a firewall is to stand before an entry to containers."""
    return program.stack.firewall and program.stack.entry is not None


def copied(program: Program) -> bool:
    """Whether a second region is to keep copies of the backups."""
    return bool(program.stack.database and program.stack.database.copy_region)


def by_polardb(program: Program) -> bool:
    """Whether the database is PolarDB."""
    return bool(program.stack.database and program.stack.database.engine == "polardb")


PROMISES = (
    Promise(
        id="webhook",
        title="Alarms reach a webhook of Slack's form, where the application names one (`alarms.webhook_secret`)",
        checks={
            "aws": (
                Check(
                    type="aws:cloudwatch/eventApiDestination:EventApiDestination",
                    what="EventBridge calls it, in its form",
                    judge=equals("httpMethod", "POST"),
                    wanted=hooked,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:fc/v3Function:V3Function",
                    what="a function puts CloudMonitor's messages into its form",
                    judge=lambda inputs, _: "WEBHOOK" in inputs["environmentVariables"],
                    of=ending("-relay"),
                    wanted=hooked,
                ),
                Check(
                    type="alicloud:log/resourceRecord:ResourceRecord",
                    what="alarms over logs call it themselves",
                    judge=given("value"),
                    wanted=hooked,
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="Alertmanager calls it, in its form",
                    judge=given("image"),
                    of=ending("-alertmanager"),
                    wanted=hooked,
                ),
            ),
        },
        exceptions={
            "alicloud": (
                "Simple Log Service keeps whom alarms tell, the address of the webhook with it, in China (Heyuan) for "
                "all regions; CloudMonitor calls the function over plain HTTP, under an address with a secret in it"
            )
        },
    ),
    Promise(
        id="firewall",
        title="A web application firewall judges requests, where the application asks for one (`firewall`)",
        checks={
            "aws": (
                Check(
                    type="aws:wafv2/webAcl:WebAcl",
                    what="AWS WAF, by managed rules",
                    judge=given("rules"),
                    wanted=walled,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:alb/loadBalancer:LoadBalancer",
                    what="Web Application Firewall 3.0, an edition of the entry's balancer",
                    judge=lambda inputs, program: (
                        inputs["loadBalancerEdition"] == ("StandardWithWaf" if walled(program) else "Standard")
                    ),
                    of=lambda item: item.name == "gateway",
                    wanted=walled,
                ),
            ),
            "docker": (),
        },
        exceptions={
            "alicloud": "the CDN before pages has none; what it hands on to the balancer is judged there",
            "docker": "nginx judges no request's content: put a host behind a firewall of your own",
        },
    ),
    Promise(
        id="budget",
        title="Somebody is told when a stack costs more than it may (`budget`)",
        checks={
            "aws": (
                Check(
                    type="aws:budgets/budget:Budget",
                    what="a budget over the stack's tags",
                    judge=given("limitAmount"),
                    wanted=lambda program: program.stack.budget is not None,
                ),
            ),
            "alicloud": (),
            "docker": (),
        },
        exceptions={
            "alicloud": (
                "the provider has no budgets, which an update tells: make one in User Center, over the tag `stack`, "
                "which every resource bears"
            ),
            "docker": "a host costs what it costs",
        },
    ),
    Promise(
        id="copies",
        title="A second region keeps copies of the backups, where the application asks for it (`copy_region`)",
        checks={
            "aws": (
                Check(
                    type="aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
                    what="backups and logs are replicated",
                    judge=given("sourceDbInstanceArn"),
                    wanted=copied,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:polardb/backupPolicy:BackupPolicy",
                    what="PolarDB's backups and logs are copied",
                    judge=lambda inputs, program: (
                        not copied(program) or bool(inputs.get("dataLevel2BackupAnotherRegionRegion"))
                    ),
                    wanted=lambda program: copied(program) and by_polardb(program),
                ),
            ),
            "docker": (),
        },
        exceptions={
            "alicloud": (
                "ApsaraDB RDS copies no backups of encrypted disks to another region, and restores none there of "
                "instances made after October 2022, which an update tells; `engine: polardb` does"
            ),
            "docker": "one host has no second region: carry the files of its backups elsewhere",
        },
    ),
)
