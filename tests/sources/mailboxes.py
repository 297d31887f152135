"""A mailbox on this machine, as an IMAP server over TLS offers it, with a certificate of its own."""

from __future__ import annotations

import datetime as dt
import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Box(socketserver.StreamRequestHandler):
    """As much of RFC 3501 as a reader needs; what would change the mailbox is noted and refused."""

    def handle(self) -> None:
        self.put("* OK ready")
        while row := self.rfile.readline():
            tag, _, rest = row.decode().strip().partition(" ")
            command, _, words = rest.partition(" ")
            self.server.asked.append(rest)  # type: ignore[attr-defined]
            if command.upper() == "LOGOUT":
                self.put(f"{tag} OK bye")
                return
            answer = getattr(self, f"do_{command.lower()}", None)
            self.put(f"{tag} {answer(words) if answer else 'BAD unknown'}")

    def put(self, row: str) -> None:
        self.wfile.write(row.encode() + b"\r\n")

    def do_capability(self, words: str) -> str:
        self.put("* CAPABILITY IMAP4rev1")
        return "OK done"

    def do_login(self, words: str) -> str:
        return "OK in" if words == 'news "secret"' else "NO not let in"

    def do_examine(self, words: str) -> str:
        if words.strip('"') != "INBOX":
            return "NO such folder"
        self.put(f"* {len(self.mails)} EXISTS")
        self.put(f"* OK [UIDVALIDITY {self.server.validity}] so")  # type: ignore[attr-defined]
        return "OK [READ-ONLY] done"

    def do_uid(self, words: str) -> str:
        if words.startswith("SEARCH"):
            after = int(found.group(1)) if (found := re.search(r"UID (\d+):", words)) else 0
            numbers = [uid for uid in self.mails if uid >= after] or list(self.mails)[-1:]
            self.put(f"* SEARCH {' '.join(map(str, numbers))}")
            return "OK done"
        uid = int(words.split()[1])
        data = self.mails[uid]
        if "BODY.PEEK" not in words:
            self.put(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(data)})")
        else:
            self.wfile.write(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(data)}}}\r\n".encode())
            self.wfile.write(data + b")\r\n")
        return "OK done"

    @property
    def mails(self) -> dict[int, bytes]:
        mails: dict[int, bytes] = self.server.mails  # type: ignore[attr-defined]
        return mails


@contextmanager
def mailbox(folder: Path) -> Iterator[tuple[Any, ssl.SSLContext]]:
    """The server, and a trust that knows its certificate."""
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(*_certificate(folder))

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def get_request(self) -> Any:
            raw, address = super().get_request()
            return served.wrap_socket(raw, server_side=True), address

        def handle_error(self, request: Any, client_address: Any) -> None: ...

    with Server(("127.0.0.1", 0), Box) as made:
        made.mails, made.asked, made.validity = {}, [], 7  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made, ssl.create_default_context(cafile=str(folder / "box.pem"))
        made.shutdown()


def _certificate(folder: Path) -> tuple[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "imap.example.org")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("imap.example.org")]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "box.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "box.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(folder / "box.pem"), str(folder / "box.key")
