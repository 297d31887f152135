"""The carriers of common mail providers, through django-anymail.

Anymail speaks to a provider by `requests` and not by `links/fetch.py` (decision 62): to the one
host of the provider that the settings name, over TLS, with its key. What came of a message is said
in the words of `parcel.py`; where a provider only says “later”, so do we.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import requests
from anymail.exceptions import (
    AnymailAPIError,
    AnymailConfigurationError,
    AnymailError,
    AnymailRecipientsRefused,
)
from django.core.mail import EmailMultiAlternatives, get_connection
from urllib3.exceptions import MaxRetryError, NewConnectionError
from urllib3.exceptions import SSLError as NoTls

from ..composing.letter import Site
from ..composing.mime import the_list
from ..composing.put_in import html_with, text_with
from ..composing.site import site_of
from ..returning.events import METADATA
from .parcel import NobodyKnows, NoServer, NotTaken, Parcel

TRACKS_UNLESS_TOLD = frozenset({"mailgun", "mailjet", "postmark", "sparkpost"})
"""Told with each message to count no visits; the others are told once, on their own pages."""
KEEPS_OUR_NAME = frozenset({"mailgun", "postmark"})
"""These send under the Message-ID that they are given."""
_SAME_FOR_ALL = frozenset({401, 402, 403, 404, 405, 407, 429, 503})
"""Not about this message: no other would fare better."""
_NOBODY_KNOWS = frozenset({408, 500, 502, 504, 520, 522, 524})


class AnymailCarrier:
    """By a provider; one connection over many copies."""

    def __init__(self, provider: str) -> None:
        self._provider = provider
        self._backend: Any = None
        self._site: Site | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._backend is not None:
            self._backend.close()
            self._backend = None

    def give(self, parcel: Parcel) -> str:
        """Hand over one copy; the provider's name for it.

        Raises:
            NotTaken, NoServer, NobodyKnows: as `parcel.py` says.
        """
        self._open()
        message = self._message(parcel)
        try:
            self._backend.send_messages([message])
        except AnymailRecipientsRefused as fault:
            raise _refused(message, self._provider) from fault
        except AnymailAPIError as fault:
            raise _meaning(fault, self._provider) from fault
        except AnymailError as fault:  # it cannot say this message to the provider
            sentence = f"It cannot be sent by {self._provider}: {type(fault).__name__}."
            raise NotTaken(sentence, for_good=True) from fault
        status = message.anymail_status  # type: ignore[attr-defined]
        if status.status == {"failed"}:
            raise NotTaken(f"{self._provider} could not take it.")
        return str(status.message_id or "")[:150]

    def _open(self) -> None:
        if self._backend is not None:
            return
        try:
            backend: Any = get_connection(f"anymail.backends.{self._provider}.EmailBackend")
            backend.open()
        except AnymailConfigurationError as fault:
            raise NoServer(f"{self._provider} lacks a setting: see “alliance doctor”.") from fault
        self._backend = backend

    def _message(self, parcel: Parcel) -> EmailMultiAlternatives:
        if self._site is None or self._site.mailing_id != parcel.mailing_id:
            self._site = site_of(parcel.mailing_id)
        site, variant, values = self._site, parcel.variant, parcel.values
        message = EmailMultiAlternatives(
            subject=text_with(variant.subject, values),
            body=text_with(variant.text, values),
            from_email=site.sender,
            to=[parcel.recipient],
            reply_to=[site.reply_to] if site.reply_to else None,
            headers=self._headers(site, parcel),
        )
        message.attach_alternative(html_with(variant.html, values), "text/html")
        if variant.attachment:
            message.attach("dates.ics", variant.attachment, "text/calendar")
        message.metadata = {METADATA: parcel.message_id.strip("<>")}  # type: ignore[attr-defined]
        if self._provider in TRACKS_UNLESS_TOLD:
            message.track_opens = message.track_clicks = False  # type: ignore[attr-defined]
        return message

    def _headers(self, site: Site, parcel: Parcel) -> dict[str, str]:
        """Those of RFC 2369, 2919 and 8058; the provider makes all others itself."""
        of = the_list(site)
        leave = f"<{parcel.values.leave}>"
        if of.leave_by_mail:
            leave += f", <mailto:{of.leave_by_mail}?subject=unsubscribe>"
        headers = {
            "List-Unsubscribe": leave,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<{of.identity}>",
            "List-Help": f"<{of.help}>",
            "List-Subscribe": f"<{of.subscribe}>",
            "List-Archive": f"<{of.archive}>",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        }
        if self._provider in KEEPS_OUR_NAME:
            headers["Message-ID"] = parcel.message_id
        if self._provider == "postmark":
            headers["X-PM-KeepID"] = "true"
        return headers


def _refused(message: EmailMultiAlternatives, provider: str) -> NotTaken:
    """The provider does not write to this address: none, or one that it has stopped itself."""
    if message.anymail_status.status == {"invalid"}:  # type: ignore[attr-defined]
        return NotTaken(f"{provider} says that this is no address.", for_good=True, code="5.1.3")
    sentence = f"{provider} does not write to this address: mail to it came back or was unwanted."
    return NotTaken(sentence, for_good=True, code="5.2.1")


def _meaning(fault: AnymailAPIError, provider: str) -> NotTaken | NobodyKnows:
    """What an answer of a provider, or none, says of the message."""
    if fault.status_code is None:
        return _without_answer(fault, provider)
    said = f"{provider} answered {fault.status_code}{_words(fault)}"
    if fault.status_code in _SAME_FOR_ALL:
        return NoServer(said)
    if fault.status_code in _NOBODY_KNOWS or fault.status_code < 400:
        return NobodyKnows(said)
    return NotTaken(said, for_good=fault.status_code < 500)


def _without_answer(fault: AnymailAPIError, provider: str) -> NotTaken | NobodyKnows:
    """A connection that never was is certain; one that broke is not."""
    cause = fault.__cause__
    reason = cause.args[0] if cause is not None and cause.args else None
    if isinstance(reason, MaxRetryError):
        reason = reason.reason
    if isinstance(cause, requests.ConnectTimeout | requests.exceptions.SSLError) or isinstance(
        reason, NewConnectionError | NoTls
    ):
        return NoServer(f"{provider} cannot be reached.")
    return NobodyKnows(f"The connection to {provider} broke while it was sent.")


def _words(fault: AnymailAPIError) -> str:
    """What it says of the fault, where it says it under a name that providers use."""
    try:
        said = fault.response.json()
    except (AttributeError, ValueError):
        return "."
    for name in ("Message", "message", "ErrorMessage", "error"):
        if isinstance(said, dict) and isinstance(said.get(name), str):
            return f": {' '.join(said[name].split())[:200]}"
    return "."
