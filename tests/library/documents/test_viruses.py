"""ClamAV is asked of each file where it is installed: here a stand-in that speaks its protocol."""

from __future__ import annotations

import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alliance.library.documents.door import look_at
from alliance.library.documents.refusal import FileRefused
from alliance.library.documents.viruses import NoScanner, Scanner
from tests.library.documents.made import PDF, eicar


class StandIn(socketserver.StreamRequestHandler):
    """As `man clamd` says: commands end in NUL, a stream comes in pieces with their length."""

    def handle(self) -> None:
        command = self._until_nul()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM":
            content = b"".join(iter(self._piece, b""))
            said = b"Win.Test.EICAR_HDB-1 FOUND" if eicar() in content else b"OK"
            self.wfile.write(self.server.answer or b"stream: " + said + b"\0")  # type: ignore[attr-defined]

    def _until_nul(self) -> bytes:
        return b"".join(iter(lambda: self.rfile.read(1).replace(b"\0", b""), b""))

    def _piece(self) -> bytes:
        (length,) = struct.unpack("!L", self.rfile.read(4))
        return self.rfile.read(length)


@contextmanager
def clamd(server: socketserver.BaseServer, answer: bytes = b"") -> Iterator[None]:
    server.answer = answer  # type: ignore[attr-defined]
    with server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield
        server.shutdown()


@pytest.fixture
def socket_at(tmp_path: Path) -> Path:
    return tmp_path / "clamd.ctl"


def test_an_infected_file_is_refused_and_a_clean_one_is_taken(socket_at: Path) -> None:
    scanner = Scanner(f"unix:{socket_at}")
    with clamd(socketserver.UnixStreamServer(str(socket_at), StandIn)):
        scanner.ping()
        assert look_at(io.BytesIO(PDF), "a.pdf", scanner=scanner).size == len(PDF)
        with pytest.raises(FileRefused, match=r"is infected \(Win.Test.EICAR_HDB-1\)"):
            look_at(io.BytesIO(eicar()), "a.txt", scanner=scanner)
        with pytest.raises(FileRefused, match="is infected"):
            look_at(io.BytesIO(b"a" * 200_000 + eicar()), "a.txt", scanner=scanner)


def test_it_is_asked_over_the_network_too() -> None:
    server = socketserver.TCPServer(("127.0.0.1", 0), StandIn)
    with clamd(server):
        Scanner(f"127.0.0.1:{server.server_address[1]}").check(io.BytesIO(PDF))


@pytest.mark.parametrize("answer", [b"stream: Size limit exceeded ERROR\0", b"", b"\0", b"OK\0"])
def test_an_answer_that_is_not_ok_is_not_ok(socket_at: Path, answer: bytes) -> None:
    with (
        clamd(socketserver.UnixStreamServer(str(socket_at), StandIn), answer or b"\0"),
        pytest.raises(FileRefused, match="could not be checked for viruses"),
    ):
        Scanner(f"unix:{socket_at}").check(io.BytesIO(PDF))


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.ctl", "127.0.0.1:1", "nonsense"])
def test_when_nobody_answers_the_file_is_not_taken_and_one_is_asked_to_try_again(
    address: str,
) -> None:
    scanner = Scanner(address)
    with pytest.raises(FileRefused, match=r"could not be checked .* Try again in a few minutes"):
        look_at(io.BytesIO(PDF), "a.pdf", scanner=scanner)
    with pytest.raises(NoScanner, match=address):
        scanner.ping()
