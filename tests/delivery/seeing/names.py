"""A domain name system of one's own: in the hand for rules, on a socket for the real client."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from alliance.delivery.seeing.verdict import Unreachable


class Zone:
    """Answers by name and kind; `silent` names do not answer at all."""

    def __init__(
        self, records: Mapping[tuple[str, str], Sequence[str]], silent: Sequence[str] = ()
    ) -> None:
        self.records = records
        self.silent = silent
        self.asked: list[tuple[str, str]] = []

    def txt(self, name: str) -> Sequence[str]:
        return self._ask(name, "TXT")

    def addresses(self, name: str) -> Sequence[str]:
        return [*self._ask(name, "A"), *self._ask(name, "AAAA")]

    def mail_hosts(self, name: str) -> Sequence[str]:
        return self._ask(name, "MX")

    def _ask(self, name: str, kind: str) -> Sequence[str]:
        self.asked.append((name, kind))
        if name in self.silent:
            raise Unreachable(f"No answer for {name}.")
        return self.records.get((name, kind), ())


@contextmanager
def name_server(records: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[int]:
    """A name server on loopback; the port it listens at. Names it has nothing of do not exist,
    and those that begin with “silent” get no answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.settimeout(0.05)
        over = threading.Event()
        thread = threading.Thread(target=_serve, args=(listening, records, over))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            thread.join()


def _serve(
    listening: socket.socket,
    records: Mapping[tuple[str, str], Sequence[str]],
    over: threading.Event,
) -> None:
    while not over.is_set():
        try:
            said, who = listening.recvfrom(4096)
        except TimeoutError:
            continue
        question = dns.message.from_wire(said)
        (asked,) = question.question
        name = asked.name.to_text().rstrip(".")
        if name.startswith("silent"):
            continue
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        kind = dns.rdatatype.to_text(asked.rdtype)
        if found := records.get((name, kind)):
            answer.answer.append(
                dns.rrset.from_text_list(asked.name, 60, dns.rdataclass.IN, asked.rdtype, found)
            )
        elif not any(name == each for each, _ in records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        listening.sendto(answer.to_wire(), who)
