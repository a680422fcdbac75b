"""Which part runs the database's migration."""

from components.container import Migration
from components.database import MigrateSpec
from settings.parts import Draft
from settings.problems import instead


def derived(draft: Draft) -> dict[str, Migration]:
    """Part -> migration that precedes its new versions; what is unclear is reported."""
    database = draft.application.database
    if database is None or database.migrate is None:
        return {}
    place = ("database", "migrate")
    migrate = database.migrate if isinstance(database.migrate, MigrateSpec) else MigrateSpec(command=database.migrate)
    if not migrate.command and draft.report.intact(place):
        draft.report.add(place, "an empty list runs nothing; leave it out when there is no migration")
    users = [part.name for part, spec in draft.web() if "database" in spec.uses]
    sections = [("services",), ("frontends",)]
    if migrate.part is not None:
        if migrate.part in users:
            return {migrate.part: Migration(command=tuple(migrate.command))}
        text = f'"{migrate.part}" is no service that uses the database; {instead(migrate.part, users)}'
        if migrate.part not in draft.names or migrate.part in draft.parts:
            draft.report.add((*place, "part"), text, *sections)
        return {}
    if len(users) == 1:
        return {users[0]: Migration(command=tuple(migrate.command))}
    which = ", ".join(users)
    found = f"{which} use the database; say which one migrates: `part`" if users else "no service uses the database"
    if all(draft.report.intact(section) for section in sections):
        draft.report.add(place, found)
    return {}
