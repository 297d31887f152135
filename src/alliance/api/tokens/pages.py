"""One's own tokens: a list, a form, and a new token shown once."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ..models import Token
from .changes import CannotBeMade, make, revoke
from .forms import TokenForm

A_PAGE = 30


@door(Door.SIGNED_IN)
@never_cache
@reauthentication_required(allow_get=True)
@sensitive_variables("secret")
def tokens(request: HttpRequest) -> HttpResponse:
    """Which programs speak for whoever asks; making a token for another."""
    form, secret, made = TokenForm(request.POST or None), "", None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made, secret = make(
                by=_account(request),
                name=said["name"],
                scopes=said["scopes"],
                days=said["days"],
                form=said["form"],
                request=request,
            )
        except CannotBeMade as refusal:
            form.add_error("name", str(refusal))
    rows = visible(request.user, Token.objects.all())
    return render(
        request,
        "api/tokens/tokens.html",
        {
            "form": TokenForm() if made else form,
            "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
            "made": made,
            "secret": secret,
        },
        status=422 if form.errors else 200,
    )


@door(Door.SIGNED_IN)
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Its program is shut out with the next thing it asks."""
    token = get_object_or_404(visible(request.user, Token.objects.all()), pk=pk)
    revoke(by=_account(request), token=token, request=request)
    messages.success(request, f"“{token.name}” is revoked. It opens nothing any more.")
    return redirect("tokens")


def _account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
