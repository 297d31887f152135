"""Whether the key that we sign with is the one that receivers find (RFC 6376, 8463)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from .verdict import Resolver, Sender, Standing, Verdict

SHORTEST, LONG_ENOUGH = 1024, 2048


def judge_dkim(sender: Sender, resolver: Resolver) -> Verdict:
    if not sender.signs_for:
        return _not_by_us(sender)
    name = f"{sender.selector}._domainkey.{sender.signs_for}"
    if not sender.public_key:
        return Verdict(
            name="DKIM",
            standing=Standing.BAD,
            found="The key that we sign with cannot be read.",
            mend="See that the file that ALLIANCE_DKIM_KEY_FILE names is there, and is a private key.",
        )
    records = [tags for tags in map(tags_of, resolver.txt(name)) if "p" in tags]
    publish = f"v=DKIM1; k={sender.key_kind}; p={sender.public_key}"
    if len(records) != 1:
        return _wrong(
            name,
            f"There are {len(records)} keys at {name}; receivers take any of them."
            if records
            else f"There is no key at {name}, so no receiver can check our signature.",
            publish,
        )
    (tags,) = records
    if not tags["p"]:
        return _wrong(name, f"The key at {name} is empty, which means: withdrawn.", publish)
    if tags.get("v", "DKIM1") != "DKIM1" or tags.get("k", "rsa") != sender.key_kind:
        return _wrong(name, f"The record at {name} is of another kind of key than ours.", publish)
    if _same(tags["p"]) != _same(sender.public_key):
        return _wrong(name, f"The key at {name} is not the one that we sign with.", publish)
    if "y" in tags.get("t", "").split(":"):
        return Verdict(
            name="DKIM",
            standing=Standing.CARE,
            found=f"The key at {name} is ours, but the record says that it is only a test (t=y).",
            mend="Publish it without that:",
            at=name,
            record=publish,
        )
    size = _size(tags["p"]) if sender.key_kind == "rsa" else LONG_ENOUGH
    if size < LONG_ENOUGH:
        return Verdict(
            name="DKIM",
            standing=Standing.BAD if size < SHORTEST else Standing.CARE,
            found=f"The key at {name} is ours, but has only {size} bits.",
            mend=f"Make one of {LONG_ENOUGH} bits under a new selector; docs/operating.md says how.",
        )
    return Verdict(
        name="DKIM",
        standing=Standing.GOOD,
        found=f"We sign for {sender.signs_for}, and the key at {name} is ours.",
    )


def _not_by_us(sender: Sender) -> Verdict:
    if sender.provider:
        return Verdict(
            name="DKIM",
            standing=Standing.UNKNOWN,
            found=f"{sender.provider} signs our mail, under a name that it chooses.",
            mend=f"The pages of {sender.provider} say what to publish, and whether it is seen.",
        )
    return Verdict(
        name="DKIM",
        standing=Standing.CARE,
        found="This site does not sign its mail. Perhaps the mail server does.",
        mend="If it does not, make a key and name it in the settings (ALLIANCE_DKIM_KEY_FILE, "
        "ALLIANCE_DKIM_SELECTOR, ALLIANCE_DKIM_DOMAIN). Then look here again for the record to "
        "publish.",
    )


def tags_of(record: str) -> Mapping[str, str]:
    """`k=rsa; p=…` as a mapping; what is no such list is an empty one."""
    tags: dict[str, str] = {}
    for part in record.split(";"):
        name, equals, value = part.partition("=")
        if part.strip() and not equals:
            return {}
        if name.strip():
            tags[name.strip().lower()] = "".join(value.split())
    return tags


def _same(key: str) -> bytes | str:
    """A key in one form: that of RSA may stand with or without the wrapping that says what it is."""
    try:
        raw = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        return key
    try:
        loaded = load_der_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        return raw
    if isinstance(loaded, RSAPublicKey):
        numbers = loaded.public_numbers()
        return f"{numbers.n}:{numbers.e}"
    return raw


def _size(key: str) -> int:
    try:
        loaded = load_der_public_key(base64.b64decode(key, validate=True))
    except (binascii.Error, ValueError, UnsupportedAlgorithm):
        return 0
    return loaded.key_size if isinstance(loaded, RSAPublicKey) else 0


def _wrong(name: str, found: str, publish: str) -> Verdict:
    return Verdict(
        name="DKIM",
        standing=Standing.BAD,
        found=found,
        mend="Publish this TXT record there, and no other:",
        at=name,
        record=publish,
    )
