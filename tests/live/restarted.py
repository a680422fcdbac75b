"""Steps: what comes back when a container dies."""

import os
import signal
import threading

import requests

from tests.live.stand import Stand, inspected, wait_until


class Writer(threading.Thread):
    """Writes notes, one after another, and remembers those that were acknowledged."""

    def __init__(self, stand: Stand) -> None:
        super().__init__()
        self.stand = stand
        self.acknowledged: list[int] = []
        self.ending = threading.Event()

    def run(self) -> None:
        """Go on until told to end; a note that was not acknowledged is nobody's promise."""
        number = 0
        while not self.ending.is_set():
            number += 1
            try:
                answer = self.stand.ask("/api/notes", "POST", json={"text": f"note {number}"}, timeout=5)
            except requests.RequestException:
                continue
            if answer.status_code == 201:
                self.acknowledged.append(answer.json()["id"])


class Restarted:
    """SIGKILL of each container, while somebody writes."""

    def test_every_container_comes_back_and_no_acknowledged_note_is_lost(self, stand: Stand) -> None:
        writer = Writer(stand)
        writer.start()
        try:
            for each in stand.containers():
                self._kill(stand, str(each.name))
        finally:
            writer.ending.set()
            writer.join()
        assert len(writer.acknowledged) > len(stand.containers())
        kept = {note for note in writer.acknowledged if stand.ask(f"/api/notes/{note}").status_code == 200}
        assert kept == set(writer.acknowledged)

    @staticmethod
    def _kill(stand: Stand, name: str) -> None:
        """End the container's first process as the kernel would when memory is short, and wait for its successor."""
        container = stand.daemon.containers.get(name)
        before = inspected(container)["State"]["StartedAt"]
        os.kill(inspected(container)["State"]["Pid"], signal.SIGKILL)

        def back() -> bool:
            container.reload()
            state = inspected(container)["State"]
            healthy = state.get("Health", {}).get("Status", "healthy") == "healthy"
            return state["StartedAt"] != before and state["Running"] and healthy

        wait_until(back, f"a new start of {name}", 60)
        wait_until(lambda: stand.ask("/api/notes").status_code == 200, f"an answer after the death of {name}", 60)
