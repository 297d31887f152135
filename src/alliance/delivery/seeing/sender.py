"""Whether receivers can tell that our mail is ours: SPF, DKIM, DMARC, and where bounces go.

    verdicts = judge(Sender(from_domain="alliance.gov.uk", …), resolver)

Plain functions over a `Resolver`: nothing here knows of settings, of Django or of the network.
Each verdict says what was found and, where something lacks, the record to publish.
"""

from __future__ import annotations

from collections.abc import Callable

from .dkim_record import judge_dkim
from .dmarc import judge_dmarc
from .spf import judge_spf
from .verdict import Resolver, Sender, Standing, Unreachable, Verdict

Judge = Callable[[Sender, Resolver], Verdict]


def judge(sender: Sender, resolver: Resolver) -> list[Verdict]:
    """All that can be said. An answer that does not come makes one verdict unknown, not all."""
    return [_said(name, each, sender, resolver) for name, each in JUDGES.items()]


def _said(name: str, each: Judge, sender: Sender, resolver: Resolver) -> Verdict:
    try:
        return each(sender, resolver)
    except Unreachable as fault:
        return Verdict(
            name=name,
            standing=Standing.UNKNOWN,
            is_silent=True,
            found=f"The domain name system did not answer. {fault}",
            mend="See that this machine may ask name servers (port 53), and look again.",
        )


def judge_bounces(sender: Sender, resolver: Resolver) -> Verdict:
    """Whether what comes back arrives anywhere."""
    domain = sender.bounce_domain
    hosts = list(resolver.mail_hosts(domain))
    mend = (
        "Name an address of a domain that takes mail in ALLIANCE_BOUNCE_ADDRESS, or publish an "
        f"MX record for {domain}."
    )
    if hosts == ["."]:
        return Verdict(
            name="Bounces",
            standing=Standing.BAD,
            found=f"{domain} says that it takes no mail at all (an MX record of “.”).",
            mend=mend,
        )
    if hosts:
        return Verdict(
            name="Bounces",
            standing=Standing.GOOD,
            found=f"Mail that comes back to {domain} is taken by {', '.join(hosts[:3])}.",
        )
    if resolver.addresses(domain):
        return Verdict(
            name="Bounces",
            standing=Standing.CARE,
            found=f"{domain} has no MX record; mail to it goes to the machine of that name.",
            mend="See that a mail server answers there, or publish an MX record.",
        )
    return Verdict(
        name="Bounces",
        standing=Standing.BAD,
        found=f"{domain} has neither an MX record nor an address: nothing that comes back arrives.",
        mend=mend,
    )


JUDGES: dict[str, Judge] = {
    "SPF": judge_spf,
    "DKIM": judge_dkim,
    "DMARC": judge_dmarc,
    "Bounces": judge_bounces,
}
