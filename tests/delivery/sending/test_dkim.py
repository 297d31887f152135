"""A signature of ours is one to others' eyes too, and one changed byte breaks it."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import dkim
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.sending.dkim import SIGNED, NoKey, Signer, read_key, relaxed_body

LETTER = (
    b"From: Eastern Alliance <news@alliance.example.org>\r\n"
    b"To: Nerys Hallowfield <nerys@kent.example.org>\r\n"
    b"Subject: Update 429: what is asked of you,\r\n\tand what is new\r\n"
    b"Date: Mon, 30 Nov 2026 09:00:00 +0000\r\n"
    b"Message-ID: <m7.12.0a1b2c3d4e5f60718293@alliance.example.org>\r\n"
    b"Reply-To: team@alliance.example.org\r\n"
    b"List-Id: <bulletins.alliance.example.org>\r\n"
    b"List-Unsubscribe: <https://alliance.example.org/unsubscribe/TOKEN/>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    b"MIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n"
    b"\r\n"
    b"Dear Nerys,  \r\n\r\nTwo things\tare asked  of you. \r\n\r\n\r\n"
)


@cache
def signer(bits: int = 1024) -> Signer:
    """A short key: made often enough, and the arithmetic is no part of what is tried here."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    return Signer("alliance.example.org", "alliance", key)


def is_good(message: bytes, by: Signer | None = None) -> bool:
    """What dkimpy says, which asks for the key by DNS: here, us."""
    by = by or signer()

    def answer(name: bytes, timeout: float = 5) -> bytes | None:
        asked = f"{by.selector}._domainkey.{by.domain}.".encode()
        return by.record.encode() if name == asked else None

    return bool(dkim.verify(message, dnsfunc=answer))


def test_others_find_it_good() -> None:
    assert is_good(signer().sign(LETTER))


def test_all_that_says_what_it_is_and_how_to_leave_is_covered() -> None:
    signed = signer().sign(LETTER).decode()
    covered = re.sub(r"\s", "", signed.partition("h=")[2].partition(";")[0]).split(":")
    assert set(covered) == {name.lower() for name in SIGNED}
    assert {"from", "list-unsubscribe", "list-unsubscribe-post"} <= set(covered)  # RFC 6376, 8058
    assert covered.count("from") == covered.count("subject") == 2
    assert max(map(len, signed.partition("\r\nFrom:")[0].split("\r\n"))) <= 78


FIELDS = [name for name in SIGNED if name != "MIME-Version"]


@pytest.mark.parametrize("name", FIELDS)
def test_a_changed_field_breaks_it(name: str) -> None:
    signed = signer().sign(LETTER)
    start = signed.index(f"\r\n{name}: ".encode()) + len(name) + 8
    changed = signed[:start] + bytes([signed[start] ^ 1]) + signed[start + 1 :]
    assert is_good(signed)
    assert not is_good(changed)


@pytest.mark.parametrize("field", ["From: else@example.net", "Subject: Win", "Reply-To: a@b.net"])
def test_a_field_added_on_the_way_breaks_it(field: str) -> None:
    signed = signer().sign(LETTER)
    assert not is_good(f"{field}\r\n".encode() + signed)


def test_without_a_reply_to_none_can_be_added() -> None:
    bare = LETTER.replace(b"Reply-To: team@alliance.example.org\r\n", b"")
    signed = signer().sign(bare)
    assert is_good(signed)
    assert not is_good(b"Reply-To: thief@example.net\r\n" + signed)


def test_what_servers_do_on_the_way_does_not_break_it() -> None:
    """Blanks run together, another folding, empty lines at the end, fields of their own."""
    signed = signer().sign(LETTER)
    on_the_way = (
        signed.replace(b"what is asked of you,\r\n\tand", b"what is asked\r\n  of you, and")
        .replace(b"things\tare", b"things are")
        .replace(b"Dear Nerys,  \r\n", b"Dear Nerys,\r\n")
    )
    assert is_good(b"Received: from here by there\r\n" + on_the_way + b"\r\n\r\n")


def joined(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=40).map("".join)


BODIES = joined(*" \t=abcdefZé.-", "\r\n", "\r\n\r\n", "  ").map(
    lambda said: f"{said}\r\n".encode() if said else b""
)
"""As the wire has them: every line with its end."""
VALUES = joined(*" \taB:;=<>@.", "\r\n ", "\r\n\t", "  ").filter(
    lambda value: all(line.strip(" \t") for line in value.split("\r\n"))
)
NAMES = st.sampled_from(["To", "SUBJECT", "reply-to", "X-Other", "Subject", "Content-Type"])


@given(fields=st.lists(st.tuples(NAMES, VALUES), max_size=6), body=BODIES)
def test_any_message_is_signed_as_others_read_it(
    fields: list[tuple[str, str]], body: bytes
) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in [("From", "a@b.org"), *fields])
    assert is_good(signer().sign(head.encode() + b"\r\n" + body))


@given(body=BODIES, more=st.sampled_from([b"x\r\n", b"\r\nx\r\n", b" .\r\n", b"\t-\r\n"]))
def test_a_changed_body_breaks_it(body: bytes, more: bytes) -> None:
    signed = signer().sign(b"From: a@b.org\r\n\r\n" + body)
    assert not is_good(signed + more)


@pytest.mark.parametrize(
    ("body", "canonical"),
    [
        (b"", b""),
        (b"\r\n\r\n", b""),
        (b" \r\n", b""),
        (b" C \r\nD \t E\r\n\r\n\r\n", b" C\r\nD E\r\n"),  # the example of RFC 6376, 3.4.5
        (b"no end", b"no end\r\n"),
    ],
)
def test_the_canonical_body(body: bytes, canonical: bytes) -> None:
    assert relaxed_body(body) == canonical


def test_an_elliptic_key_signs_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 8463. The one call of PyNaCl that dkimpy makes is lent to it; the rest it does itself."""

    class VerifyKey:
        def __init__(self, said: bytes, encoder: object) -> None:
            self.key = ed25519.Ed25519PublicKey.from_public_bytes(base64.b64decode(said))

        def verify(self, digest: bytes, mark: bytes) -> None:
            self.key.verify(mark, digest)

    lent = SimpleNamespace(
        signing=SimpleNamespace(VerifyKey=VerifyKey),
        encoding=SimpleNamespace(Base64Encoder=None),
        exceptions=SimpleNamespace(ValueError=ValueError, BadSignatureError=InvalidSignature),
    )
    monkeypatch.setattr(dkim, "nacl", lent, raising=False)
    by = Signer("alliance.example.org", "ed", ed25519.Ed25519PrivateKey.generate())
    signed = by.sign(LETTER)
    assert b"a=ed25519-sha256" in signed
    assert is_good(signed, by)
    assert not is_good(signed.replace(b"Two things", b"Ten things"), by)
    assert not is_good(signed.replace(b"429", b"430"), by)


def pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_a_key_is_read_from_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "dkim.pem"
    key = signer().key
    path.write_bytes(pem(key))
    path.chmod(0o600)
    assert Signer("a.org", "s", read_key(path)).record == Signer("a.org", "s", key).record


def test_what_is_no_good_key_is_said(tmp_path: Path) -> None:
    def fault(data: bytes, mode: int = 0o600) -> str:
        path = tmp_path / "dkim.pem"
        path.write_bytes(data)
        path.chmod(mode)
        with pytest.raises(NoKey) as found:
            read_key(path)
        return str(found.value)

    good = pem(signer().key)
    assert "chmod 600" in fault(good, 0o640)
    assert "chmod 600" in fault(good, 0o604)
    assert "no private key in PEM" in fault(b"-----BEGIN NONSENSE-----")
    assert "RSA and Ed25519 only" in fault(pem(ec.generate_private_key(ec.SECP256R1())))
    with pytest.raises(NoKey, match="cannot be read: No such file"):
        read_key(tmp_path / "none.pem")


def test_it_takes_less_than_a_fifth_of_what_others_take() -> None:
    """Measured beside dkimpy on the same message, so that a slow machine does not decide."""
    body = b"Two things are asked of you, and much is new.=20\r\n" * 600
    message = LETTER.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body
    by = signer(2048)
    key = by.key.private_bytes(  # type: ignore[union-attr]
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
    )

    relaxed = (b"relaxed", b"relaxed")

    def theirs() -> None:
        dkim.sign(message, b"alliance", b"alliance.example.org", key, canonicalize=relaxed)

    def ours() -> None:
        by.sign(message)

    def fastest(work: Callable[[], None], times: int) -> float:
        took = []
        for _ in range(times):
            start = time.perf_counter()
            work()
            took.append(time.perf_counter() - start)
        return min(took)

    mine, other = fastest(ours, 20), fastest(theirs, 3)
    print(f"{mine * 1e6:.0f} µs, dkimpy {other * 1e6:.0f} µs")
    assert mine < other / 5
