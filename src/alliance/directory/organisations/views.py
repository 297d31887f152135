"""Going to an organisation, and coming back."""

from __future__ import annotations

from typing import Any

import requests
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door

from .provider import Dialogue


@door(Door.PUBLIC)
@never_cache
@login_not_required
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A button press goes to the organisation; opening the address only offers the button.

    The way there is a page that moves on by itself, not a redirect: a browser counts where a form
    is redirected to as where it was sent, and our content policy lets forms go nowhere else.
    """
    provider = _provider(request, provider_id)
    if request.method != "POST":
        return render(request, "directory/organisations/ask.html", {"provider": provider})
    try:
        answer = provider.redirect_from_request(request)
    except (requests.RequestException, OAuth2Error, KeyError):
        return render(
            request, "directory/organisations/away.html", {"provider": provider}, status=502
        )
    if not isinstance(answer, HttpResponseRedirectBase):
        return answer  # type: ignore[no-any-return]
    return render(
        request, "directory/organisations/go.html", {"provider": provider, "address": answer.url}
    )


@door(Door.PUBLIC)
@never_cache
@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the organisation, with a code that is exchanged for who somebody is."""
    _provider(request, provider_id)
    view = OAuth2CallbackView.adapter_view(Dialogue(request, provider_id))
    answer: HttpResponseBase = view(request)
    return answer


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        return get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404("No organisation is called so.") from None
