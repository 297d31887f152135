"""How the sample's domain stands: judged as a real one is, of records that were invented."""

from __future__ import annotations

from collections.abc import Sequence

from alliance.delivery.seeing.look import keep
from alliance.delivery.seeing.sender import judge
from alliance.delivery.seeing.verdict import Sender

DOMAIN = "alliance.example.org"
RECORDS = {
    (DOMAIN, "TXT"): ["v=spf1 a:smtp.example.org -all"],
    (DOMAIN, "MX"): ["mx.example.org"],
    ("smtp.example.org", "A"): ["198.51.100.7"],
    (f"_dmarc.{DOMAIN}", "TXT"): [f"v=DMARC1; p=none; rua=mailto:reports@{DOMAIN}"],
}
KEY = "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="
"""The public key that an RFC gives as its example."""


class _Records:
    """The domain name system, as far as it was invented."""

    def txt(self, name: str) -> Sequence[str]:
        return RECORDS.get((name, "TXT"), ())

    def addresses(self, name: str) -> Sequence[str]:
        return RECORDS.get((name, "A"), ())

    def mail_hosts(self, name: str) -> Sequence[str]:
        return RECORDS.get((name, "MX"), ())


def load_sender() -> None:
    """What a look at it found."""
    of = Sender(
        from_domain=DOMAIN,
        bounce_domain=DOMAIN,
        hosts=["smtp.example.org"],
        signs_for=DOMAIN,
        selector="news2026",
        public_key=KEY,
        key_kind="ed25519",
        reports_to=f"reports@{DOMAIN}",
    )
    keep(of, judge(of, _Records()))
