"""Signing mail so that whoever gets it can tell that it is ours and unchanged (RFC 6376, 8463).

    signer = Signer(domain="alliance.gov.uk", selector="alliance", key=read_key(path))
    signed = signer.sign(message)

Written here because each of 20,000 messages is signed (decision 58): only the canonical forms are
ours, the cryptography is that of `cryptography`.
"""

from __future__ import annotations

import base64
import hashlib
import re
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from alliance.refusals import Refusal

Key = RSAPrivateKey | Ed25519PrivateKey

SIGNED = (
    "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "List-Unsubscribe",
    "List-Unsubscribe-Post", "List-Id", "MIME-Version", "Content-Type",
)  # fmt: skip
"""What the signature covers, where the message has it. RFC 8058 asks it of the links to leave."""
SIGNED_ONCE_MORE = ("From", "To", "Subject", "Reply-To")
"""Covered also where they are not: one that is added on the way breaks the signature."""
SHORTEST = 1024
"""Bits of an RSA key; receivers take shorter ones for none (RFC 8301)."""

_BLANKS = re.compile(rb"[ \t]{2,}|\t")
"""What a single blank stands for; a single blank already is one."""
_FOLD = re.compile(rb"\r\n(?=[ \t])")


class NoKey(Refusal):
    """There is no key to sign with; the sentence says why, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one domain, with the key whose other half stands in its DNS."""

    domain: str
    selector: str
    key: Key

    @property
    def algorithm(self) -> str:
        return "rsa-sha256" if isinstance(self.key, RSAPrivateKey) else "ed25519-sha256"

    @property
    def record(self) -> str:
        """What must stand in the DNS at `selector._domainkey.domain`, as a TXT record."""
        public = self.key.public_key()
        if isinstance(self.key, RSAPrivateKey):
            kind, form = "rsa", (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        else:
            kind, form = "ed25519", (Encoding.Raw, PublicFormat.Raw)
        return f"v=DKIM1; k={kind}; p={base64.b64encode(public.public_bytes(*form)).decode()}"

    def sign(self, message: bytes) -> bytes:
        """The message with its signature in front.

        Args:
            message: as it goes over the wire: every line ends in CR LF.
        """
        head, _, body = message.partition(b"\r\n\r\n")
        digest = hashlib.sha256(relaxed_body(body)).digest()
        fields = _fields(head)
        covered = [
            (name, occurrences)
            for name in SIGNED
            if (occurrences := fields.get(name.lower().encode(), [])) or name in SIGNED_ONCE_MORE
        ]
        names = [
            name
            for name, occurrences in covered
            for _ in range(len(occurrences) + (name in SIGNED_ONCE_MORE))
        ]
        # RFC 6376, 5.4.2: of several of one name the last stands first.
        signed = [each for _, occurrences in covered for each in reversed(occurrences)]
        own = (
            f"v=1; a={self.algorithm}; c=relaxed/relaxed; d={self.domain};\r\n"
            f" s={self.selector}; t={int(time.time())};\r\n"
            f" h={_folded(names)};\r\n"
            f" bh={base64.b64encode(digest).decode()};\r\n b="
        )
        said = b"".join(signed) + _relaxed_field(
            b"dkim-signature", _FOLD.sub(b"", own.encode())
        ).removesuffix(b"\r\n")
        mark = base64.b64encode(self._mark(said)).decode()
        rows = "\r\n ".join(mark[start : start + 72] for start in range(0, len(mark), 72))
        return b"DKIM-Signature: %s%s\r\n%s" % (own.encode(), rows.encode(), message)

    def _mark(self, said: bytes) -> bytes:
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(said, PKCS1v15(), hashes.SHA256())
        return self.key.sign(hashlib.sha256(said).digest())  # RFC 8463: the digest is what it signs


def read_key(path: Path) -> Key:
    """A private key in PEM, from a file that nobody but its owner may read.

    Raises:
        NoKey: there is none, or others could have taken it.
    """
    where = f"ALLIANCE_DKIM_KEY_FILE names {path}"
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise NoKey(f"{where}, which others than its owner may read: chmod 600 {path}")
        data = path.read_bytes()
    except OSError as fault:
        raise NoKey(
            f"{where}, which cannot be read: {fault.strerror}. Give the file to the account that "
            "runs Alliance, mode 0600."
        ) from None
    try:
        key = load_pem_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise NoKey(
            f"{where}, which holds no private key in PEM without a pass phrase. Make one: "
            "openssl genrsa -out FILE 2048"
        ) from None
    if isinstance(key, RSAPrivateKey) and key.key_size < SHORTEST:
        raise NoKey(f"{where}: a key of {key.key_size} bits is too short; make one of 2,048.")
    if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey):
        raise NoKey(f"{where}: DKIM knows keys of RSA and Ed25519 only.")
    return key


def relaxed_body(body: bytes) -> bytes:
    """RFC 6376, 3.4.4: blanks run together, none at the end of a line, no empty lines at the end."""
    body = _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n").removesuffix(b" ")
    end = len(body)
    while body.endswith(b"\r\n", 0, end):
        end -= 2
    return body[:end] + b"\r\n" if end else b""


def _fields(head: bytes) -> dict[bytes, list[bytes]]:
    """The canonical header fields by their names, in the order in which they stand."""
    found: dict[bytes, list[bytes]] = {}
    for line in _FOLD.sub(b"", head).split(b"\r\n"):
        name, _, value = line.partition(b":")
        name = name.strip(b" \t").lower()
        found.setdefault(name, []).append(_relaxed_field(name, value))
    return found


def _relaxed_field(name: bytes, value: bytes) -> bytes:
    """RFC 6376, 3.4.2, of a field that stands on one line: its blanks run together."""
    return name + b":" + _BLANKS.sub(b" ", value).strip(b" ") + b"\r\n"


def _folded(names: list[str]) -> str:
    """Names with colons between them, in lines that no server finds too long."""
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) > 64:
            lines.append("")
        lines[-1] += f"{name.lower()}:"
    return "\r\n ".join(lines)[:-1]
