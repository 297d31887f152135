"""What receivers are told to do with mail that only says it is ours (RFC 7489 and its successor)."""

from __future__ import annotations

from collections.abc import Iterator

from .dkim_record import tags_of
from .verdict import Resolver, Sender, Standing, Verdict

POLICIES = {
    "none": "deliver it all the same",
    "quarantine": "put it aside as doubtful",
    "reject": "refuse it",
}
MOST_LABELS = 8


def judge_dmarc(sender: Sender, resolver: Resolver) -> Verdict:
    domain = sender.from_domain
    where, records = _find(domain, resolver)
    start = f"v=DMARC1; p=none{_reports(sender)}"
    if not records:
        return Verdict(
            name="DMARC",
            standing=Standing.BAD,
            found=f"Neither {domain} nor a domain above it says what becomes of mail that only "
            "pretends to be from it. Large receivers want that of whoever sends to many.",
            mend="Begin by watching only; publish this TXT record:",
            at=f"_dmarc.{domain}",
            record=start,
        )
    if len(records) > 1:
        return Verdict(
            name="DMARC",
            standing=Standing.BAD,
            found=f"_dmarc.{where} has {len(records)} records; with more than one, none counts.",
            mend="Take all but one out.",
        )
    tags = tags_of(records[0])
    policy = tags.get("p", "").lower()
    if where != domain:
        policy = tags.get("sp", policy).lower()
    if policy not in POLICIES:
        return Verdict(
            name="DMARC",
            standing=Standing.BAD,
            found=f"“{records[0]}” at _dmarc.{where} says nothing that receivers know.",
            mend="Publish it with a policy:",
            at=f"_dmarc.{where}",
            record=start,
        )
    return _aligned(sender, where, records[0], policy)


def _aligned(sender: Sender, where: str, record: str, policy: str) -> Verdict:
    """A message passes when SPF or DKIM speaks for the domain that people see."""
    domain, tags = sender.from_domain, tags_of(record)
    by_spf = are_aligned(domain, sender.bounce_domain, where, is_strict=_is_strict(tags, "aspf"))
    by_dkim = bool(sender.signs_for) and are_aligned(
        domain, sender.signs_for, where, is_strict=_is_strict(tags, "adkim")
    )
    place = f"“{record}”" + (
        "" if where == domain else f" at _dmarc.{where}, which counts below it"
    )
    if not (by_spf or by_dkim or sender.provider):
        return Verdict(
            name="DMARC",
            standing=Standing.BAD,
            found=f"{place}. None of our mail passes: it is from {domain}, bounces go to "
            f"{sender.bounce_domain}, and "
            + (f"it is signed for {sender.signs_for}." if sender.signs_for else "we sign nothing."),
            mend=f"Let bounces go to an address of {domain} (ALLIANCE_BOUNCE_ADDRESS), or sign "
            f"for it (ALLIANCE_DKIM_DOMAIN).",
        )
    ways = [way for way, passes in (("SPF", by_spf), ("our signature", by_dkim)) if passes]
    passes = (
        f"Our mail passes by {' and by '.join(ways)}, if that is in order."
        if ways
        else f"Whether our mail passes, {sender.provider} decides by how it signs."
    )
    found = f"{place}. Receivers are told to {POLICIES[policy]} if it only pretends. {passes}"
    if policy == "none":
        return Verdict(
            name="DMARC",
            standing=Standing.CARE,
            found=found,
            mend="That is right for a beginning. When the reports show that all our mail passes, "
            "publish p=quarantine in place of p=none."
            + ("" if "rua" in tags else f" No reports are asked for yet: add{_reports(sender)}"),
        )
    return Verdict(name="DMARC", standing=Standing.GOOD, found=found)


def are_aligned(domain: str, other: str, where: str, *, is_strict: bool) -> bool:
    """Whether mail from one domain may be spoken for by the other.

    Args:
        where: the domain at which the policy was found: both below it are one organisation's,
            unless it stands higher than anybody's own (`gov.uk`).
    """
    if domain == other:
        return True
    if is_strict:
        return False
    if is_below(other, domain) or is_below(domain, other):
        return other.count(".") >= 1 and domain.count(".") >= 1
    is_own = where.count(".") >= 1 and where not in SHARED
    return is_own and is_below(domain, where) and is_below(other, where)


SHARED = frozenset(
    {"gov.uk", "co.uk", "org.uk", "ac.uk", "nhs.uk", "police.uk", "sch.uk", "ltd.uk"}
)
"""Domains under which many organisations have theirs."""


def is_below(domain: str, above: str) -> bool:
    return domain == above or domain.endswith(f".{above}")


def _find(domain: str, resolver: Resolver) -> tuple[str, list[str]]:
    """The nearest record: the domain's own, or of one above it."""
    for place in _upwards(domain):
        said = resolver.txt(f"_dmarc.{place}")
        records = [each for each in said if tags_of(each).get("v") == "DMARC1"]
        if records:
            return place, records
    return domain, []


def _upwards(domain: str) -> Iterator[str]:
    labels = domain.split(".")
    for start in range(min(max(len(labels) - 1, 1), MOST_LABELS)):
        yield ".".join(labels[start:])


def _is_strict(tags: object, name: str) -> bool:
    return isinstance(tags, dict) and tags.get(name, "r").lower() == "s"


def _reports(sender: Sender) -> str:
    return f"; rua=mailto:{sender.reports_to}" if sender.reports_to else ""
