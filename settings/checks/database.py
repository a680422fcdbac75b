"""Rules of the database: storage, extensions, backups of prod."""

from settings.parts import Draft

PROD_BACKUP_DAYS = 7
"""Days of backups that prod keeps at least: a mistake is often noticed only after a weekend."""


def check(draft: Draft) -> None:
    """Report what is wrong within the database's section."""
    database = draft.application.database
    if database is None:
        return
    place = ("database",)
    if database.max_storage_gib < database.storage_gib:
        text = f"{database.max_storage_gib} GiB is less than storage_gib, {database.storage_gib}"
        here, other = (*place, "max_storage_gib"), (*place, "storage_gib")
        draft.report.add(here, f"{text}; allowed: {database.storage_gib} to 65536", other)
    for position, extension in enumerate(database.extensions):
        if extension in database.extensions[:position]:
            draft.report.add((*place, "extensions", position), f'"{extension}" is named twice; keep one')
    if draft.configuration.environment == "prod" and database.backup_days < PROD_BACKUP_DAYS:
        text = f"prod without enough backups: {database.backup_days} days are kept; allowed: {PROD_BACKUP_DAYS} to 35"
        draft.report.add((*place, "backup_days"), text)
