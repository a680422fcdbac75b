"""What exists in the simulated clouds, kept in one SQLite file per home.

One account; regions are kept apart. Every change is written through at once, so a crash keeps what was made.
"""

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

ACCOUNT = "123456789012"
"""The simulated AWS account (the documentation's example account)."""
GLOBAL = "global"
"""The region of things that belong to no region."""
State = Literal["live", "left behind", "owned"]
LIVE: State = "live"
LEFT: State = "left behind"
OWNED: State = "owned"
SCHEMA = """
create table if not exists records (
    type text not null, region text not null, key text not null, id text not null, urn text not null,
    properties text not null, state text not null, primary key (type, region, key))
"""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing in a cloud."""

    type: str
    region: str
    key: str
    """Tells it apart within its type and region; mostly the id."""
    id: str
    urn: str
    properties: dict[str, Any] = field(default_factory=dict)
    state: State = LIVE
    """`left behind`: deleted, and still there in part: a secret or key in its waiting time, a snapshot.
    `owned`: the account has it, and no stack made it: a hosted zone, the issuance of a certificate."""


class Cloud:
    """The contents of the simulated clouds of one home folder; safe to use from many threads."""

    def __init__(self, home: Path) -> None:
        """Opens home/clouds.sqlite; makes it when there is none."""
        home.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._file = sqlite3.connect(home / "clouds.sqlite", timeout=30, isolation_level=None, check_same_thread=False)
        self._file.execute("pragma journal_mode = wal")
        self._file.execute("pragma synchronous = normal")
        self._file.execute(SCHEMA)
        self._depth = 0
        self._version = -1
        self._records: dict[str, dict[tuple[str, str], Record]] = defaultdict(dict)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Everything inside happens at once: no other thread or process sees or makes a part of it."""
        with self._lock:
            if self._depth == 0:
                self._file.execute("begin immediate")
            self._depth += 1
            done = False
            try:
                self._look()
                yield
                done = True
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._file.execute("commit" if done else "rollback")
                    if not done:
                        self._version = -1

    def get(self, type_: str, region: str, key: str) -> Record | None:
        """The live thing of that type, region and key."""
        with self._lock:
            self._look()
            found = self._records[type_].get((region, key))
            return found if found and found.state == LIVE else None

    def find(self, type_: str, region: str | None = None, /, **properties: Any) -> list[Record]:
        """The live things of a type whose properties have the given values, in all regions unless one is named."""
        return self.find_in(LIVE, type_, region, **properties)

    def find_in(self, state: State, type_: str, region: str | None = None, /, **properties: Any) -> list[Record]:
        """The things of a type in a state, as `find`."""
        with self._lock:
            self._look()
            return [
                record
                for record in self._records[type_].values()
                if record.state == state
                and region in (None, record.region)
                and all(record.properties.get(name) == value for name, value in properties.items())
            ]

    def resources(self) -> list[Record]:
        """All live things; empty after everything was deleted."""
        return self._all(LIVE)

    def left_behind(self) -> list[Record]:
        """What a deletion leaves on purpose: snapshots, and secrets and keys in their waiting time."""
        return self._all(LEFT)

    def put(self, record: Record) -> None:
        """Makes or changes a thing."""
        with self.transaction():
            row = (
                record.type,
                record.region,
                record.key,
                record.id,
                record.urn,
                json.dumps(record.properties),
                record.state,
            )
            self._file.execute("insert or replace into records values (?, ?, ?, ?, ?, ?, ?)", row)
            self._records[record.type][record.region, record.key] = record

    def remove(self, record: Record) -> None:
        """Takes a thing away; nothing happens when it is gone already."""
        with self.transaction():
            where = (record.type, record.region, record.key)
            self._file.execute("delete from records where type = ? and region = ? and key = ?", where)
            self._records[record.type].pop((record.region, record.key), None)

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._file.close()

    def _all(self, state: State) -> list[Record]:
        with self._lock:
            self._look()
            return [record for rows in self._records.values() for record in rows.values() if record.state == state]

    def _look(self) -> None:
        """Reads the file again when another process changed it."""
        (version,) = self._file.execute("pragma data_version").fetchone()
        if version == self._version:
            return
        self._records.clear()
        for type_, region, key, id_, urn, properties, state in self._file.execute(
            "select * from records order by rowid"
        ):
            self._records[type_][region, key] = Record(type_, region, key, id_, urn, json.loads(properties), state)
        self._version = version
