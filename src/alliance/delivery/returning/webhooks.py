"""What a provider tells of our copies: by django-anymail's reading of its words, or GOV.UK Notify's.

Only the provider that the settings name is heard, and only with the password that it was given.
`events.py` says what its words mean, `take.py` what follows.
"""

from __future__ import annotations

import hmac
import json
import logging

from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alliance.directory.access import Door, door

from . import events
from .take import Taken, take_in

log = logging.getLogger(__name__)
VIEWS = {
    "brevo": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "mailgun": "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
    "mailjet": "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
    "resend": "anymail.webhooks.resend.ResendTrackingWebhookView",
    "sparkpost": "anymail.webhooks.sparkpost.SparkPostTrackingWebhookView",
}
"""Those of django-anymail that check who speaks and read what is said."""
LARGEST = 1_000_000


@csrf_exempt
@door(Door.PUBLIC)
@require_POST
def told_by_provider(request: HttpRequest, provider: str) -> HttpResponse:
    """Take in what a provider tells of messages: bounces, complaints, who left."""
    if provider != settings.BULK_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return HttpResponseNotFound("No such provider is named in the settings of this site.\n")
    if _is_too_large(request):
        return HttpResponse("Too large.\n", status=413)
    view = import_string(VIEWS[provider])()
    view.setup(request)
    try:
        view.run_validators(request)
    except (AnymailWebhookValidationFailure, SuspiciousOperation):
        return _refused()
    try:
        told = [events.read(event, provider) for event in view.parse_events(request)]
    except (AnymailError, ValueError, LookupError, TypeError, AttributeError):
        return HttpResponse("This cannot be read.\n", status=400)
    for word in told:
        if word is not None:
            _take(word, provider)
    return HttpResponse()


@csrf_exempt
@door(Door.PUBLIC)
@require_POST
def told_by_notify(request: HttpRequest) -> HttpResponse:
    """Take in what GOV.UK Notify tells of a message: a receipt."""
    if settings.NOTIFY is None or not settings.NOTIFY.receipts:
        return HttpResponseNotFound("GOV.UK Notify is not named in the settings of this site.\n")
    if _is_too_large(request):
        return HttpResponse("Too large.\n", status=413)
    shown = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(shown, f"Bearer {settings.NOTIFY.receipts}".encode()):
        return _refused()
    try:
        word = events.read_receipt(json.loads(request.body))
    except (ValueError, LookupError, TypeError, AttributeError):
        return HttpResponse("This cannot be read.\n", status=400)
    if word is not None:
        _take(word, "notify")
    return HttpResponse()


def _take(word: events.Word, provider: str) -> None:
    outcome = take_in(word.returned, came_by=provider, name=word.name, at=word.at)
    if outcome is Taken.UNKNOWN:  # as of a copy that was removed after its time
        log.info("%s told of a message that is no copy of ours.", provider)


def _is_too_large(request: HttpRequest) -> bool:
    return int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST


def _refused() -> HttpResponse:
    """401 and not 403: a provider says so on its page, and tries again."""
    refusal = HttpResponse("Show the password that this site gave you.\n", status=401)
    refusal.headers["WWW-Authenticate"] = 'Basic realm="alliance", charset="UTF-8"'
    return refusal
