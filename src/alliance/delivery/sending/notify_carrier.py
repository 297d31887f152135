"""The carrier of GOV.UK Notify, which takes no HTML of ours: the short form, into its template.

Its service has one template whose subject is ((subject)) and whose message is ((body)). Before the
first copy of a turn it is looked at, so that a wrong key or template stops the sending instead of
failing every copy. What it refuses is known by status and kind: its words, it says, may change.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

import jwt

from alliance.links.fetch import Failed, Fetched, NotReached, Policy, Refused, fetch

from ..composing.put_in import text_with
from .parcel import NobodyKnows, NoServer, NotTaken, Parcel

TIMEOUT = 20
LARGEST_ANSWER = 100_000
PUBLIC = Policy()
HTTPS = "https://"


class Service(Protocol):
    """A service of Notify, as the settings name it."""

    @property
    def service(self) -> str:
        """Its ID."""

    @property
    def secret(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def reply_to(self) -> str: ...
    @property
    def address(self) -> str: ...


class NotifyCarrier:
    """By GOV.UK Notify."""

    def __init__(self, service: Service, *, policy: Policy = PUBLIC) -> None:
        self._api = Api(service, policy)
        self._is_looked_at = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def give(self, parcel: Parcel) -> str:
        """Hand over one copy; the name that Notify gives it.

        Raises:
            NotTaken, NoServer, NobodyKnows: as `parcel.py` says.
        """
        if not self._is_looked_at:
            self._api.look_at_template()
            self._is_looked_at = True
        return self._api.send(parcel)


@dataclass(frozen=True, slots=True)
class Api:
    """As much of Notify's API as is needed."""

    service: Service
    policy: Policy = PUBLIC

    def look_at_template(self) -> None:
        """See that key and template are as they should be; nothing is sent.

        Raises:
            NoServer: they are not, or nobody answers.
        """
        path = f"/v2/template/{self.service.template}"
        try:
            answer = self._ask(path)
        except NobodyKnows as fault:
            raise NoServer(str(fault)) from fault
        if answer.status == 404 or answer.status == 400:
            raise NoServer("GOV.UK Notify has no template with the ID in ALLIANCE_NOTIFY_TEMPLATE.")
        if not answer.ok:
            raise _for_all(answer)
        said = _json(answer)
        places = {"subject": "((subject))", "body": "((body))"}
        if said.get("type") != "email" or any(
            place not in str(said.get(name, "")) for name, place in places.items()
        ):
            raise NoServer(
                "The template in ALLIANCE_NOTIFY_TEMPLATE is not an e-mail with the subject "
                "((subject)) and the message ((body))."
            )

    def send(self, parcel: Parcel) -> str:
        """Send one copy.

        Raises:
            NotTaken, NoServer, NobodyKnows: as `parcel.py` says.
        """
        said = {
            "email_address": parcel.recipient,
            "template_id": self.service.template,
            "personalisation": {
                "subject": text_with(parcel.variant.subject, parcel.values),
                "body": text_with(parcel.variant.short, parcel.values),
            },
            "reference": parcel.message_id.strip("<>"),
        }
        if self.service.reply_to:
            said["email_reply_to_id"] = self.service.reply_to
        if parcel.values.leave.startswith(HTTPS):  # it takes no other
            said["one_click_unsubscribe_url"] = parcel.values.leave
        answer = self._ask("/v2/notifications/email", said)
        if answer.status == 201:
            return str(_json(answer).get("id", ""))
        if answer.status == 400:  # of this recipient or message, or a service still on trial
            raise NotTaken(_sentence(answer), for_good=True)
        if answer.status == 500:  # “unable to process the request, resend”
            raise NotTaken(_sentence(answer))
        if answer.status in {502, 504}:
            raise NobodyKnows(_sentence(answer))
        raise _for_all(answer)

    def _ask(self, path: str, said: dict[str, Any] | None = None) -> Fetched:
        """Post something, or get it.

        Raises:
            NoServer: it cannot be reached.
            NobodyKnows: it was asked and did not answer.
        """
        try:
            return fetch(
                f"{self.service.address}{path}",
                method="GET" if said is None else "POST",
                content=b"" if said is None else json.dumps(said).encode(),
                headers={
                    "authorization": f"Bearer {self._token()}",
                    "content-type": "application/json",
                },
                max_bytes=LARGEST_ANSWER,
                timeout=TIMEOUT,
                most_redirects=0,
                policy=self.policy,
            )
        except (Refused, NotReached) as fault:
            raise NoServer(f"GOV.UK Notify cannot be reached: {fault}") from fault
        except Failed as fault:
            raise NobodyKnows(f"GOV.UK Notify did not answer: {fault}") from fault

    def _token(self) -> str:
        """Good for thirty seconds, so made anew each time."""
        claims = {"iss": self.service.service, "iat": int(time.time())}
        return jwt.encode(claims, self.service.secret, algorithm="HS256")


def _for_all(answer: Fetched) -> NoServer:
    """Key, clock, rate or daily limit: no other copy would fare better now."""
    return NoServer(_sentence(answer))


def _sentence(answer: Fetched) -> str:
    """What it says is wrong, for the programme; nothing is decided by it."""
    errors = _json(answer).get("errors")
    first = errors[0] if isinstance(errors, list) and errors else {}
    words = first.get("message", "") if isinstance(first, dict) else ""
    kind = first.get("error", "") if isinstance(first, dict) else ""
    said = " ".join(f"{kind}: {words}".split()).strip(": ")
    return f"GOV.UK Notify answered {answer.status}. {said}".strip()[:300]


def _json(answer: Fetched) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
