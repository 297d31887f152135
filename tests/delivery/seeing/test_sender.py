"""What is said of the sender's domain, for what the domain name system may answer."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.seeing import spf
from alliance.delivery.seeing.dmarc import are_aligned
from alliance.delivery.seeing.dns import NameServers
from alliance.delivery.seeing.sender import judge
from alliance.delivery.seeing.verdict import Sender, Standing, Unreachable, Verdict
from tests.delivery.seeing.names import Zone, name_server

GOOD, CARE, BAD, UNKNOWN = Standing.GOOD, Standing.CARE, Standing.BAD, Standing.UNKNOWN
OURS = "alliance.gov.uk"
Records = Mapping[tuple[str, str], Sequence[str]]


def public(bits: int = 2048, form: PublicFormat = PublicFormat.SubjectPublicKeyInfo) -> str:
    key = generate_private_key(65537, bits).public_key()
    return base64.b64encode(key.public_bytes(Encoding.DER, form)).decode()


KEY, SHORT_KEY = public(), public(1024)
ALL_WELL = {
    (OURS, "TXT"): [
        "some-site-verification=1",
        "v=spf1 ip4:192.0.2.0/28 include:mail.example -all",
    ],
    (OURS, "MX"): ["mx.alliance.gov.uk"],
    ("mail.example", "TXT"): ["v=spf1 a:smtp.mail.example -all"],
    ("smtp.mail.example", "A"): ["198.51.100.7"],
    ("smtp.mail.example", "AAAA"): ["2001:db8::7"],
    ("old.mail.example", "A"): ["198.51.100.7"],
    (f"news._domainkey.{OURS}", "TXT"): [f"v=DKIM1; k=rsa; p={KEY}"],
    (f"_dmarc.{OURS}", "TXT"): [f"v=DMARC1; p=reject; rua=mailto:d@{OURS}"],
}


def sender(**said: Any) -> Sender:
    return Sender(
        **{
            "from_domain": OURS,
            "bounce_domain": OURS,
            "hosts": ["smtp.mail.example"],
            "signs_for": OURS,
            "selector": "news",
            "public_key": KEY,
            "reports_to": f"office@{OURS}",
        }
        | said
    )


def verdicts(changes: Records | None = None, **said: Any) -> dict[str, Verdict]:
    zone = Zone(ALL_WELL | dict(changes or {}))
    return {each.name: each for each in judge(sender(**said), zone)}


def test_a_sender_in_order_is_told_so_with_nothing_to_mend() -> None:
    found = verdicts()
    assert {name: each.standing for name, each in found.items()} == {
        "SPF": GOOD, "DKIM": GOOD, "DMARC": GOOD, "Bounces": GOOD,
    }  # fmt: skip
    assert not any(each.mend or each.record for each in found.values())
    assert "198.51.100.7 (smtp.mail.example)" in found["SPF"].found
    assert "takes 2 of the 10" in found["SPF"].found


# SPF -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "standing", "publish"),
    [
        ([], BAD, "v=spf1 a:smtp.mail.example ~all"),
        (["v=spf10 -all"], BAD, "v=spf1 a:smtp.mail.example ~all"),
        (["v=spf1 mx -all"], CARE, "v=spf1 mx a:smtp.mail.example -all"),
        (["v=spf1 mx redirect=nowhere.example"], BAD, ""),
        (["v=spf1 +all"], BAD, "v=spf1 ~all"),
        (["v=spf1 mx ip4:0.0.0.0/0 -all"], BAD, "v=spf1 mx ~all"),
        (["v=spf1 -all", "v=spf1 a ~all"], BAD, ""),
        (["v=spf1 ip4:none -all"], BAD, ""),
        (["v=spf1 include: -all"], BAD, ""),
        (["v=spf1 likes:us -all"], BAD, ""),
        (["v=spf1 include:nowhere.example -all"], BAD, ""),
        (["V=SPF1 Include:mail.example -ALL"], GOOD, ""),
        (["v=spf1 a:smtp.mail.example/24//64 ?all"], GOOD, ""),
        (["v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 -all"], GOOD, ""),
        (["v=spf1 redirect=mail.example"], GOOD, ""),
        (["v=spf1 redirect=nowhere.example ip4:198.51.100.7 ip6:2001:db8::7 ?all"], GOOD, ""),
        (["v=spf1 a:old.mail.example -all"], CARE, "v=spf1 a:old.mail.example a:smtp.mail.example -all"),
        (["v=spf1 ip4:198.51.100.7 -all"], CARE, "v=spf1 ip4:198.51.100.7 a:smtp.mail.example -all"),
        (["v=spf1 -include:mail.example +all"], BAD, "v=spf1 -include:mail.example ~all"),
    ],
)  # fmt: skip
def test_spf(record: list[str], standing: Standing, publish: str) -> None:
    found = verdicts({(OURS, "TXT"): record})["SPF"]
    assert (found.standing, found.record) == (standing, publish), found
    assert bool(found.mend) is (standing is not GOOD)
    assert found.at == (OURS if publish else "")


def test_a_record_that_takes_too_many_look_ups_does_not_count() -> None:
    chain: dict[tuple[str, str], list[str]] = {
        (f"{n}.example", "TXT"): [f"v=spf1 include:{n + 1}.example ~all"] for n in range(9)
    }
    chain["9.example", "TXT"] = ["v=spf1 a:smtp.mail.example ~all"]
    ten = {(OURS, "TXT"): ["v=spf1 include:1.example ~all"], **chain}
    assert "takes 10 of the 10" in verdicts(ten)["SPF"].found
    eleven = {**ten, (OURS, "TXT"): ["v=spf1 include:0.example ~all"]}
    assert "more than 10 look-ups" in verdicts(eleven)["SPF"].found
    loop = {(OURS, "TXT"): [f"v=spf1 include:{OURS} -all"]}
    assert verdicts(loop)["SPF"].standing is BAD


def test_where_our_mail_leaves_is_not_known_it_is_said_so() -> None:
    assert verdicts(hosts=[])["SPF"].standing is UNKNOWN
    found = verdicts(hosts=[], provider="Postmark", signs_for="")
    assert [each.standing for each in found.values()] == [GOOD, UNKNOWN, GOOD, GOOD]
    assert "Postmark" in found["DKIM"].mend


@given(st.text(max_size=60), st.sampled_from(["198.51.100.7", "2001:db8::7"]))
def test_no_record_stops_the_look(record: str, ip: str) -> None:
    zone = Zone(ALL_WELL)
    said = f"v=spf1 {record}"
    spf.walk(OURS, said, zone)
    assert spf.result_for(OURS, said, ip, zone) in {
        "pass", "fail", "softfail", "neutral", "permerror",
    }  # fmt: skip


@given(
    st.lists(
        st.sampled_from(
            ["a", "mx", "-all", "~all", "ip4:192.0.2.1", "ip6:2001:db8::/200", "ip4:1/99", "exists:x",
             "include:mail.example", "include:%{d}", "redirect=a", "redirect=b", "exp=x", "?a//64"]
        )
    )
)  # fmt: skip
def test_nor_does_one_of_real_words_in_any_order(words: list[str]) -> None:
    test = " ".join(["v=spf1", *words])
    assert isinstance(spf.walk(OURS, test, Zone(ALL_WELL)).faults, list)
    spf.result_for(OURS, test, "198.51.100.7", Zone(ALL_WELL))


# DKIM ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "standing", "says"),
    [
        ([], BAD, "no key at"),
        (["v=DKIM1; p="], BAD, "withdrawn"),
        ([f"v=DKIM1; k=rsa; p={SHORT_KEY}"], BAD, "not the one that we sign with"),
        ([f"v=DKIM1; k=ed25519; p={KEY}"], BAD, "another kind"),
        ([f"v=DKIM2; p={KEY}"], BAD, "another kind"),
        ([f"k=rsa; p={KEY}", f"p={SHORT_KEY}"], BAD, "2 keys"),
        ([f"v=DKIM1; t=y:s; p={KEY}"], CARE, "only a test"),
        (["v=DKIM1; p=not base64!"], BAD, "not the one"),
        ([f"p={KEY[:40]} {KEY[40:]}"], GOOD, "is ours"),
    ],
)
def test_dkim(record: list[str], standing: Standing, says: str) -> None:
    found = verdicts({(f"news._domainkey.{OURS}", "TXT"): record})["DKIM"]
    assert (found.standing, says in found.found) == (standing, True), found
    if standing is not GOOD:
        assert found.record == f"v=DKIM1; k=rsa; p={KEY}"
        assert found.at == f"news._domainkey.{OURS}"


def test_a_key_of_few_bits_is_told() -> None:
    where = (f"news._domainkey.{OURS}", "TXT")
    found = verdicts({where: [f"p={SHORT_KEY}"]}, public_key=SHORT_KEY)["DKIM"]
    assert found.standing is CARE
    assert "only 1024 bits" in found.found


def test_whoever_signs_nothing_is_told_how() -> None:
    found = verdicts(signs_for="")["DKIM"]
    assert found.standing is CARE
    assert "ALLIANCE_DKIM_KEY_FILE" in found.mend


# DMARC -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "standing", "says"),
    [
        ({}, BAD, "Neither"),
        ({f"_dmarc.{OURS}": ["v=DMARC1; p=none"]}, CARE, "deliver it all the same"),
        ({f"_dmarc.{OURS}": ["v=DMARC1; p=quarantine"]}, GOOD, "put it aside"),
        ({f"_dmarc.{OURS}": ["v=DMARC1; rua=mailto:a@b.example"]}, BAD, "says nothing"),
        ({f"_dmarc.{OURS}": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}, BAD, "2 records"),
        ({"_dmarc.gov.uk": ["v=DMARC1; p=reject; sp=none"]}, CARE, "at _dmarc.gov.uk"),
        ({"_dmarc.gov.uk": ["v=DMARC1; p=reject"]}, GOOD, "refuse it"),
    ],
)
def test_dmarc(records: dict[str, list[str]], standing: Standing, says: str) -> None:
    said = {
        (f"_dmarc.{OURS}", "TXT"): [],
        **{(name, "TXT"): text for name, text in records.items()},
    }
    found = verdicts(said)["DMARC"]
    assert (found.standing, says in found.found) == (standing, True), found
    if standing is BAD and "2 records" not in says:
        assert found.record == f"v=DMARC1; p=none; rua=mailto:office@{OURS}"


def test_mail_that_nobody_speaks_for_fails_whatever_the_policy() -> None:
    elsewhere = {"bounce_domain": "mailer.example", "signs_for": ""}
    found = verdicts(**elsewhere)["DMARC"]
    assert found.standing is BAD
    assert "None of our mail passes" in found.found
    strict = {(f"_dmarc.{OURS}", "TXT"): ["v=DMARC1; p=reject; aspf=s"]}
    below = {"bounce_domain": f"bounces.{OURS}", "signs_for": ""}
    assert verdicts(strict, **below)["DMARC"].standing is BAD
    assert verdicts(**below)["DMARC"].standing is GOOD


@pytest.mark.parametrize(
    ("domain", "other", "where", "aligned"),
    [
        ("a.gov.uk", "a.gov.uk", "a.gov.uk", True),
        ("news.a.gov.uk", "a.gov.uk", "a.gov.uk", True),
        ("news.a.gov.uk", "bounces.a.gov.uk", "a.gov.uk", True),
        ("a.gov.uk", "b.gov.uk", "gov.uk", False),
        ("a.gov.uk", "ba.gov.uk", "gov.uk", False),
    ],
)
def test_one_domain_speaks_for_another_of_the_same_owner(
    domain: str, other: str, where: str, aligned: bool
) -> None:
    assert are_aligned(domain, other, where, is_strict=False) is aligned
    assert are_aligned(domain, other, where, is_strict=True) is (domain == other)


# Bounces and silence ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "standing"),
    [
        ({(OURS, "MX"): ["."]}, BAD),
        ({(OURS, "MX"): []}, BAD),
        ({(OURS, "MX"): [], (OURS, "A"): ["192.0.2.1"]}, CARE),
    ],
)
def test_bounces(records: Records, standing: Standing) -> None:
    assert verdicts(records)["Bounces"].standing is standing


def test_silence_makes_one_verdict_unknown_and_leaves_the_others() -> None:
    found = judge(sender(), Zone(ALL_WELL, silent=[f"_dmarc.{OURS}"]))
    assert [each.standing for each in found] == [GOOD, GOOD, UNKNOWN, GOOD]
    assert "did not answer" in found[2].found


def test_the_real_client_asks_a_real_server() -> None:
    halves = f'"v=DKIM1; k=rsa; p={KEY[:200]}" "{KEY[200:]}"'
    records = {
        (OURS, "TXT"): ['"v=spf1 a:smtp.mail.example -all"'],
        (OURS, "MX"): [f"10 mx.{OURS}."],
        ("smtp.mail.example", "A"): ["198.51.100.7"],
        (f"news._domainkey.{OURS}", "TXT"): [halves],
        (f"_dmarc.{OURS}", "TXT"): ['"v=DMARC1; p=reject"'],
        ("nowhere.example", "MX"): ["0 ."],
    }
    with name_server(records) as port:
        asked = NameServers(servers=["127.0.0.1"], port=port)
        assert [each.standing for each in judge(sender(), asked)] == [GOOD] * 4
        assert asked.mail_hosts("nowhere.example") == ["."]
        assert asked.txt("no-such.example") == []
        assert asked.txt("a..b") == []
        assert asked.txt("é" * 70 + ".example") == []
        hasty = NameServers(servers=["127.0.0.1"], port=port, most_time=0.2)
        with pytest.raises(Unreachable):
            hasty.txt("silent.example")
        with pytest.raises(Unreachable, match="too long"):
            hasty.txt("other.example")
