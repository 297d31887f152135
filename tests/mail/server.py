"""A mail server for tests: it really speaks SMTP, and answers as it is told to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

Replies = dict[str, str]
"""What it answers to a command, by its name; “hang up” ends the connection instead."""


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Dialogue)
        self.replies: Replies = {}
        self.got: list[bytes] = []
        """What it took, content and all."""
        self.recipients: list[str] = []
        self.connections = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Dialogue(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.server.connections += 1
        if not self.say(self.server.replies.get("greeting", "220 mail.test")):
            return
        while line := self.rfile.readline():
            command = line.split()[0].decode().lower() if line.split() else ""
            usual = {"data": "354 go on", "quit": "221 bye", "ehlo": "250 mail.test"}
            if command == "rcpt":
                self.server.recipients.append(line.decode().strip())
            if not self.say(self.server.replies.get(command, usual.get(command, "250 ok"))):
                return
            if command == "quit":
                return
            if command == "data" and "data" not in self.server.replies:
                content = b""
                while not content.endswith(b"\r\n.\r\n"):
                    content += self.rfile.readline()
                self.server.got.append(content)
                if not self.say(self.server.replies.get("content", "250 taken")):
                    return

    def say(self, reply: str) -> bool:
        if reply == "hang up":
            return False
        self.wfile.write(f"{reply}\r\n".encode())
        return True


@contextmanager
def listening() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
