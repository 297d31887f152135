"""A mail server for tests: it really speaks SMTP, and answers as it is told to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

Replies = dict[str, str]
"""What it answers to a command, by its name, or to one about an address, as “rcpt ann@example.org”;
“content” is when it has the message. “hang up” ends the connection instead."""


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
        recipient, is_accepted = "", False
        while line := self.rfile.readline():
            command = line.split()[0].decode().lower() if line.split() else ""
            usual = {"data": "354 go on", "quit": "221 bye", "ehlo": "250 mail.test"}
            if command == "rcpt":
                self.server.recipients.append(line.decode().strip())
                recipient = line.decode().partition("<")[2].partition(">")[0]
            reply = self.reply_to(command, recipient, usual.get(command, "250 ok"))
            if not self.say(reply):
                return
            if command == "quit":
                return
            if command == "rcpt":
                is_accepted = reply.startswith("2")
            if command == "data" and reply.startswith("354"):
                content = b""
                while not content.endswith(b"\r\n.\r\n") and content != b".\r\n":
                    more = self.rfile.readline()
                    if not more:
                        return  # the other side went away in the middle of it
                    content += more
                if is_accepted:
                    self.server.got.append(content)
                if not self.say(self.reply_to("content", recipient, "250 taken")):
                    return

    def reply_to(self, command: str, recipient: str, usual: str) -> str:
        replies = self.server.replies
        return replies.get(f"{command} {recipient}", replies.get(command, usual))

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
