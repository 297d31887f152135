"""Who may send for a domain, as its SPF record says (RFC 7208)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .verdict import Resolver, Sender, Standing, Verdict

MOST_LOOKUPS = 10
MOST_VOID = 2
"""Look-ups that find nothing; with a third, receivers stop."""
ASKING = frozenset({"include", "a", "mx", "ptr", "exists"})
KNOWN = ASKING | {"all", "ip4", "ip6"}
INSIDE = [*map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))]
RESULTS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}
TERM = re.compile(r"([+\-~?]?)([a-z0-9]+)(?::([^/\s]*|[0-9a-f:.]+))?(?:/(\d+))?(?://(\d+))?", re.I)
MODIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(\S*)", re.I)


class Wrong(Exception):
    """The record does not count; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Term:
    result: str
    name: str
    value: str
    bits4: int | None = None
    bits6: int | None = None


@dataclass(slots=True)
class Walked:
    """A record with all that it includes."""

    lookups: int = 0
    void: int = 0
    faults: list[str] = field(default_factory=list)
    allows_everybody: bool = False

    def ask(self) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            raise Wrong(f"It takes more than {MOST_LOOKUPS} look-ups, where receivers stop.")

    def found(self, answers: Sequence[str]) -> Sequence[str]:
        if not answers:
            self.void += 1
            if self.void > MOST_VOID:
                raise Wrong(f"More than {MOST_VOID} of the names in it do not exist.")
        return answers


def is_record(said: str) -> bool:
    return said.lower() == "v=spf1" or said.lower().startswith("v=spf1 ")


def judge_spf(sender: Sender, resolver: Resolver) -> Verdict:
    domain = sender.bounce_domain
    records = [each for each in resolver.txt(domain) if is_record(each)]
    if not records:
        return _none(sender)
    if len(records) > 1:
        return Verdict(
            name="SPF",
            standing=Standing.BAD,
            found=f"{domain} has {len(records)} SPF records; with more than one, none counts.",
            mend="Take all but one out, and put what they allow into that one: "
            + " and ".join(f"“{each}”" for each in records),
        )
    (record,) = records
    walked = walk(domain, record, resolver)
    if walked.faults:
        return Verdict(
            name="SPF",
            standing=Standing.BAD,
            found=f"“{record}” does not count. {walked.faults[0]}",
            mend=f"Mend the record of {domain}: receivers pass over one that is wrong.",
        )
    if walked.allows_everybody:
        return Verdict(
            name="SPF",
            standing=Standing.BAD,
            found=f"“{record}” lets everybody send in the name of {domain}.",
            mend="Publish it so that others are doubted:",
            at=domain,
            record=f"{_without_all(record)} ~all",
        )
    return _of_our_server(sender, record, walked, resolver)


def _none(sender: Sender) -> Verdict:
    domain = sender.bounce_domain
    said = f"{domain} has no SPF record, which would say who may send for it."
    if sender.provider:
        return Verdict(
            name="SPF",
            standing=Standing.CARE,
            found=f"{said} {sender.provider} sends for us.",
            mend=f"Publish what the pages of {sender.provider} name for this domain.",
        )
    own = " ".join(map(_term_of, sender.hosts)) or "mx"
    return Verdict(
        name="SPF",
        standing=Standing.BAD,
        found=said,
        mend="Publish this TXT record, if the mail server hands mail on by its own address:",
        at=domain,
        record=f"v=spf1 {own} ~all",
    )


def _of_our_server(sender: Sender, record: str, walked: Walked, resolver: Resolver) -> Verdict:
    domain = sender.bounce_domain
    counted = f"It takes {walked.lookups} of the {MOST_LOOKUPS} look-ups that are allowed."
    if sender.provider:
        return Verdict(
            name="SPF",
            standing=Standing.GOOD,
            found=f"“{record}”. {counted} Whether {sender.provider} is in it, its own pages say.",
        )
    addresses = _addresses(sender, resolver)
    if not addresses:
        return Verdict(
            name="SPF",
            standing=Standing.UNKNOWN,
            found=f"“{record}”. {counted} From which address our mail leaves is not known here.",
            mend="See that the record allows the server that hands it on.",
        )
    lacking = {
        ip: host
        for ip, host in addresses.items()
        if result_for(domain, record, ip, resolver) != "pass"
    }
    if not lacking:
        return Verdict(
            name="SPF",
            standing=Standing.GOOD,
            found=f"“{record}” allows {_said(addresses)}. {counted}",
        )
    hosts = " ".join(dict.fromkeys(map(_term_of, lacking.values())))
    return Verdict(
        name="SPF",
        standing=Standing.CARE,
        found=f"“{record}” does not allow {_said(lacking)}, which is given our mail. It may hand "
        "it on by another address: then that one counts.",
        mend="If mail leaves from there, publish the record with it:",
        at=domain,
        record=_with_term(record, hosts),
    )


def _addresses(sender: Sender, resolver: Resolver) -> dict[str, str]:
    """Address → host of what is given our mail; none of a network of one's own, which nobody sees."""
    found = {
        ip: host
        for host in sender.hosts
        for ip in ([host] if _ip(host) else resolver.addresses(host))
    }
    return {ip: host for ip, host in found.items() if not _is_inside(ip)}


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_inside(ip: str) -> bool:
    address = ipaddress.ip_address(ip)
    return (
        address.is_loopback
        or address.is_link_local
        or any(address in network for network in INSIDE if network.version == address.version)
    )


def _term_of(host: str) -> str:
    address = _ip(host)
    return f"ip{address.version}:{host}" if address else f"a:{host}"


def walk(domain: str, record: str, resolver: Resolver) -> Walked:
    """Everything that a record names, counted as a receiver counts at worst."""
    walked = Walked()
    try:
        walked.allows_everybody = _walk(domain, record, resolver, walked)
    except Wrong as fault:
        walked.faults.append(str(fault))
    return walked


def _walk(domain: str, record: str, resolver: Resolver, walked: Walked) -> bool:
    everybody = False
    for term in _terms(record):
        if term.name == "all":
            return everybody or term.result == "pass"
        if term.name in {"ip4", "ip6"}:
            network = _network(term)
            everybody |= term.result == "pass" and network.prefixlen == 0
        elif term.name in {"include", "redirect"}:
            walked.ask()
            inside = _record_of(term.value, resolver, walked)
            # What an included record says of all others counts for nothing here.
            below = _walk(term.value, inside, resolver, walked)
            everybody |= below and (term.name == "redirect" or term.result == "pass")
        elif term.name in ASKING:
            walked.ask()
    return everybody


def result_for(domain: str, record: str, ip: str, resolver: Resolver) -> str:
    """What a receiver makes of mail from an address: pass, fail, softfail, neutral, permerror."""
    try:
        return _result(domain, record, ipaddress.ip_address(ip), resolver, Walked()) or "neutral"
    except Wrong:
        return "permerror"


def _result(
    domain: str,
    record: str,
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
    resolver: Resolver,
    walked: Walked,
) -> str | None:
    for term in _terms(record):
        if term.name == "redirect":
            walked.ask()
            inside = _record_of(term.value, resolver, walked)
            return _result(term.value, inside, ip, resolver, walked)
        if _matches(term, domain, ip, resolver, walked):
            return term.result
    return None


def _matches(
    term: Term,
    domain: str,
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
    resolver: Resolver,
    walked: Walked,
) -> bool:
    match term.name:
        case "all":
            return True
        case "ip4" | "ip6":
            return ip in _network(term)
        case "include":
            walked.ask()
            inside = _record_of(term.value, resolver, walked)
            return _result(term.value, inside, ip, resolver, walked) == "pass"
        case "a" | "mx":
            walked.ask()
            name = term.value or domain
            hosts = [name] if term.name == "a" else walked.found(resolver.mail_hosts(name))[:10]
            return any(_is_near(ip, each, term) for host in hosts for each in
                       (walked.found(resolver.addresses(host)) if term.name == "a"
                        else resolver.addresses(host)))  # fmt: skip
        case "exists" if "%" not in term.value:
            walked.ask()
            return bool(walked.found(resolver.addresses(term.value)))
        case _:  # ptr, which nobody should use, and what depends on each message
            walked.ask()
            return False


def _is_near(ip: ipaddress.IPv4Address | ipaddress.IPv6Address, address: str, term: Term) -> bool:
    other = ipaddress.ip_address(address)
    if other.version != ip.version:
        return False
    bits = term.bits4 if ip.version == 4 else term.bits6
    return ip in ipaddress.ip_network(
        f"{other}/{other.max_prefixlen if bits is None else bits}", strict=False
    )


def _network(term: Term) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    said = term.value if term.bits4 is None else f"{term.value}/{term.bits4}"
    try:
        network = ipaddress.ip_network(said, strict=False)
    except ValueError:
        raise Wrong(f"“{term.name}:{said}” is no address.") from None
    if network.version != int(term.name[2]):
        raise Wrong(f"“{term.name}:{said}” is no address of that kind.")
    return network


def _record_of(domain: str, resolver: Resolver, walked: Walked) -> str:
    if "%" in domain:
        raise Wrong(f"“{domain}” depends on each message, and cannot be judged here.")
    records = [each for each in walked.found(resolver.txt(domain)) if is_record(each)]
    if len(records) != 1:
        raise Wrong(f"It refers to {domain}, which has {len(records) or 'no'} SPF records.")
    return records[0]


def _terms(record: str) -> Iterator[Term]:
    """Each in order; a redirection stands last wherever it was written, and after “all” is void."""
    redirect: list[Term] = []
    has_all = False
    for word in record.split()[1:]:
        if (modifier := MODIFIER.fullmatch(word)) is not None:
            if modifier[1].lower() == "redirect":
                redirect.append(Term("pass", "redirect", modifier[2].rstrip(".")))
            continue
        term = _term(word)
        has_all |= term.name == "all"
        yield term
    if len(redirect) > 1:
        raise Wrong("It redirects twice.")
    if not has_all:
        yield from redirect


def _term(word: str) -> Term:
    found = TERM.fullmatch(word)
    name = found[2].lower() if found else ""
    if found is None or name not in KNOWN:
        raise Wrong(f"“{word}” is nothing that a record may hold.")
    value = (found[3] or "").rstrip(".")
    if name in {"include", "exists", "ip4", "ip6"} and not value:
        raise Wrong(f"“{word}” names nothing.")
    return Term(
        RESULTS[found[1] or "+"],
        name,
        value,
        _bits(found[4], 128 if name == "ip6" else 32),
        _bits(found[5], 128),
    )


def _bits(said: str | None, most: int) -> int | None:
    if said is None:
        return None
    if len(said) > 3 or int(said) > most:
        raise Wrong(f"“/{said}” is no part of an address.")
    return int(said)


def _without_all(record: str) -> str:
    return " ".join(
        word
        for word in record.split()
        if not re.fullmatch(r"[+?~-]?all|[+]?ip[46]:\S+/0", word, re.I)
    )


def _with_term(record: str, term: str) -> str:
    """The same with something before what it says of all others."""
    words = record.split()
    place = next(
        (n for n, word in enumerate(words) if re.fullmatch(r"[+?~-]?all|redirect=\S+", word, re.I)),
        len(words),
    )
    return " ".join([*words[:place], term, *words[place:]])


def _said(addresses: dict[str, str]) -> str:
    return " and ".join(ip if ip == host else f"{ip} ({host})" for ip, host in addresses.items())
