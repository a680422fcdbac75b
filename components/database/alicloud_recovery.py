"""How much ApsaraDB RDS may lose: how often it takes a snapshot, and what it cannot keep of what was asked."""

import pulumi

from components.clouds.alicloud import preflight
from components.database.contract import DatabaseArgs

INTERVALS = (15, 30, 60, 120, 180, 240, 360, 480, 720)
"""Minutes from one snapshot to the next (RDS for PostgreSQL user guide, "High-frequency snapshot backup")."""


def interval(args: DatabaseArgs, opts: pulumi.ResourceOptions) -> str | None:
    """Minutes between snapshots, so that never more than `recovery_point_minutes` is lost; None: one a day.

    Every change since is kept besides, but nobody says how soon. RunError for less than ApsaraDB RDS offers.
    """
    wanted = args.spec.recovery_point_minutes
    if wanted is None:
        return None
    fitting = [minutes for minutes in INTERVALS if minutes <= wanted]
    if not fitting:
        raise pulumi.RunError(
            f"app.yaml: database.recovery_point_minutes: ApsaraDB RDS takes a snapshot every {INTERVALS[0]} minutes at "
            f"most, and {wanted} were asked for; allowed: {INTERVALS[0]} to 1440, or `engine: polardb`, which copies "
            "every change as it is made"
        )
    preflight.check_frequent_backups(opts)
    return str(max(fitting))


def tell(args: DatabaseArgs) -> None:
    """Say what is not kept."""
    if args.spec.copy_region is not None:
        pulumi.log.warn(
            "database: `copy_region` is not kept by ApsaraDB RDS for PostgreSQL, but by `engine: polardb`: "
            "see docs/parity.md"
        )
