"""Which machines the fetcher may speak to: those of the public internet, and no other."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Sequence[str]]

# What Python's own `is_global` lets through, or did in the versions we run on.
NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared by a carrier's customers
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "240.0.0.0/4",  # reserved
        "2001::/23",  # protocol assignments, Teredo among them: holds an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds an IPv4 address
        "3fff::/20",  # documentation
    )
)
# All of IPv6 that is routed; mapped IPv4, NAT64, site- and link-local lie outside.
ROUTED_IPV6 = ipaddress.ip_network("2000::/3")


class Refused(Exception):
    """The fetcher will not do this; the sentence says what and why. Trying again is no use."""


class Failed(Exception):
    """The other side did not do its part; the sentence says how. Trying again may help."""


class NotReached(Failed):
    """There was no connection, so nothing was asked for."""


class NoSuchName(NotReached):
    """No machine of that name is known."""


class TooSlow(Failed):
    """The time was up before the answer was there."""


class NotTrusted(NotReached):
    """The other side could not show that it is who it says."""


class SentInCircles(Failed):
    """Each address sends on to another, and none answers."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet."""
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address not in ROUTED_IPV6:
        return False
    return not any(address in network for network in NEVER if network.version == address.version)


def ask_the_system(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the machine's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """Which ports and machines may be spoken to."""

    ports: frozenset[int] = frozenset({80, 443})
    also: tuple[Network, ...] = ()
    """Networks allowed although they are not public: a test's own server on this machine."""
    resolve: Resolver = ask_the_system

    def check_port(self, port: int) -> None:
        if port not in self.ports:
            allowed = " and ".join(map(str, sorted(self.ports)))
            raise Refused(f"The address asks for port {port}; only {allowed} are allowed.")

    def addresses(self, host: str, port: int, within: float) -> list[Address]:
        """The addresses of a host, every one of them allowed.

        One address that is not allowed refuses the host: a name that points both outside and
        inside is no accident.
        """
        found = [_address(each, host) for each in _in_time(self.resolve, host, port, within)]
        if not found:
            raise NoSuchName(f"The name {host} has no address.")
        for address in found:
            if not is_public(address) and not any(
                address in network for network in self.also if network.version == address.version
            ):
                raise Refused(f"{host} is not on the public internet, so it is not asked.")
        return found


def _address(text: str, host: str) -> Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError:  # with a zone, as fe80::1%eth0
        raise Refused(f"{host} is not on the public internet, so it is not asked.") from None


def _in_time(resolve: Resolver, host: str, port: int, within: float) -> Sequence[str]:
    """Ask the resolver, which knows no time limit of its own, in a thread that may be left."""
    answer: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolve(host, port))
        except (OSError, UnicodeError) as fault:
            answer.put(fault)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        found = answer.get(timeout=max(within, 0))
    except queue.Empty:
        raise TooSlow(f"Looking up the name {host} took too long.") from None
    if isinstance(found, socket.gaierror) and found.errno == socket.EAI_AGAIN:
        raise Failed(f"Nobody could be asked where {host} is.") from found
    if isinstance(found, Exception):
        raise NoSuchName(f"There is no machine called {host}.") from found
    return found
