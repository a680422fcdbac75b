"""Which part runs the database's migration, and what it runs."""

from components import sql_files
from components.container import Migration
from components.database import DatabaseSpec, MigrateSpec
from settings.parts import Draft
from settings.problems import instead

PLACE = ("database", "migrate")


def derived(draft: Draft) -> dict[str, Migration]:
    """Part -> migration that precedes its new versions; what is unclear is reported."""
    database = draft.application.database
    if database is None or database.migrate is None:
        return {}
    migrate = database.migrate if isinstance(database.migrate, MigrateSpec) else MigrateSpec(command=database.migrate)
    part = _part(draft, migrate)
    migration = _migration(draft, database, migrate)
    return {part: migration} if part and migration else {}


def _migration(draft: Draft, database: DatabaseSpec, migrate: MigrateSpec) -> Migration | None:
    """What is run; None when it was reported."""
    if (migrate.command is None) == (migrate.files is None):
        if draft.report.intact(PLACE):
            draft.report.add(PLACE, "say either `command` or `files`")
        return None
    if migrate.files is not None:
        folder = draft.project / migrate.files
        place = (*PLACE, "files")
        for sentence in sql_files.problems(folder):
            draft.report.add(place, f'"{migrate.files}": {sentence}')
        return Migration(files=folder, version=database.version, extensions=tuple(database.extensions))
    if not migrate.command and draft.report.intact(PLACE):
        draft.report.add(PLACE, "an empty list runs nothing; leave it out when there is no migration")
    return Migration(command=tuple(migrate.command or ()))


def _part(draft: Draft, migrate: MigrateSpec) -> str | None:
    """The part that waits for it; None when it was reported."""
    users = [part.name for part, spec in draft.web() if "database" in spec.uses]
    sections = [("services",), ("frontends",)]
    if migrate.part is not None:
        if migrate.part in users:
            return migrate.part
        text = f'"{migrate.part}" is no service that uses the database; {instead(migrate.part, users)}'
        if migrate.part not in draft.names or migrate.part in draft.parts:
            draft.report.add((*PLACE, "part"), text, *sections)
        return None
    if len(users) == 1:
        return users[0]
    which = ", ".join(users)
    found = f"{which} use the database; say which one migrates: `part`" if users else "no service uses the database"
    if all(draft.report.intact(section) for section in sections):
        draft.report.add(PLACE, found)
    return None
