"""A service that tells its version, keeps a file, and answers whatever comes on a second port."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

FILE = Path("/data/kept")
HOST = os.environ["HOSTNAME"]


class Handler(BaseHTTPRequestHandler):
    """Answers every path with what there is to know."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        kept = FILE.read_text() if FILE.exists() else None
        known = {"version": os.environ["VERSION"], "host": HOST, "path": self.path, "kept": kept}
        body = json.dumps(known).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        """Keep what was sent."""
        FILE.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class Echo(StreamRequestHandler):
    """Answers each line with the container's name, the caller's address, and the line."""

    def handle(self) -> None:
        """Answer until the caller goes."""
        for line in self.rfile:
            self.wfile.write(f"{HOST} {self.client_address[0]} ".encode() + line)


threading.Thread(target=ThreadingTCPServer(("", int(os.environ["ECHO_PORT"])), Echo).serve_forever).start()
ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
