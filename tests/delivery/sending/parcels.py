"""A copy to be handed over, that needs no ledger."""

from __future__ import annotations

from alliance.delivery.composing.values import Values
from alliance.delivery.models import Variant
from alliance.delivery.own_links import message_id
from alliance.delivery.sending.parcel import Parcel

WHO = "nerys@kent.example.org"
LEAVE = "https://alliance.example.org/unsubscribe/TOKEN/"


def parcel(name: str = "Nerys Hallowfield", **fields: object) -> Parcel:
    variant = Variant(
        pk=1,
        subject="Update 429 for ⟦name⟧",
        html="<p>Dear ⟦name⟧, <a href='⟦choices⟧'>change</a></p>",
        text="Dear ⟦name⟧,\n\nChange: ⟦choices⟧\n",
        short="# Update 429\n\n* [Say who your data lead is](https://alliance.example.org/a/1/)\n\n⟦choices⟧",
    )
    values: dict[str, object] = {
        "copy_id": 12,
        "mailing_id": 7,
        "recipient": WHO,
        "message_id": message_id(mailing_id=7, copy_id=12, host="alliance.example.org"),
        "return_path": "bounces@alliance.example.org",
        "variant": variant,
        "values": Values(
            name=name,
            address=WHO,
            choices="https://alliance.example.org/preferences/TOKEN/",
            leave=LEAVE,
        ),
    }
    return Parcel(**(values | fields))  # type: ignore[arg-type]
