"""Who is let in by an organisation's word.

An organisation may vouch for the addresses of its own domains, and only where it says that it
verified them. Such an address opens the account that has it, or accepts the invitation that went
to it; it never makes an account of its own. Once connected, the account is known by the
organisation's own, lasting identifier: an address that is given to the next person opens nothing.
"""

from __future__ import annotations

from typing import NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from alliance.audit.trail import record
from alliance.directory.invitations.changes import accept_by_organisation
from alliance.directory.models import Invitation, SecurityEventKind, User
from alliance.directory.security.noting import note

from .wire import BriefSession

NOT_VERIFIED = (
    "{name} did not say that your e-mail address is yours. Whoever looks after its accounts can "
    "change that; until then sign in with a password."
)
NOT_ITS_ADDRESS = (
    "{name} signed you in as {email}, which is not one of its own addresses. Sign in with the "
    "account you have there for your work, or with a password."
)
NO_ACCOUNT = (
    "There is no account and no invitation for {email}. Accounts are made by the programme: "
    "write to it and give this address."
)
ANOTHER = (
    "The account with {email} is connected to somebody else at {name}. If the address was given "
    "to you after somebody left, write to the programme."
)
NOT_YOURS = (
    "You are signed in as {own}, and {name} says that you are {email}. Only the same address "
    "can be connected."
)


class OrganisationsAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_requests_session(self) -> BriefSession:
        return BriefSession()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account behind a sign-in that was proved, or refuse it in words."""
        is_connecting = sociallogin.state.get("process") == AuthProcess.CONNECT
        if sociallogin.is_existing and not is_connecting:
            return
        email = self._address(request, sociallogin)
        if is_connecting:
            own = request.user.email if isinstance(request.user, User) else ""
            if own.casefold() != email:
                _refuse(request, sociallogin, NOT_YOURS, email=email, own=own)
            return
        user = self._account_of(email)
        if user is None:
            _refuse(request, sociallogin, NO_ACCOUNT, email=email)
        connected = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
        if connected.exists():  # and not as who comes now, or the sign-in would be known
            _refuse(request, sociallogin, ANOTHER, email=email, user=user)
        sociallogin.connect(request, user)

    def _address(self, request: HttpRequest, sociallogin: SocialLogin) -> str:
        """The address that the organisation vouches for, and may."""
        said = sociallogin.email_addresses[0] if sociallogin.email_addresses else None
        email = str(said.email).strip().casefold() if said else ""
        if said is None or not said.verified:
            _refuse(request, sociallogin, NOT_VERIFIED, email=email)
        if email.rpartition("@")[2] not in sociallogin.provider.app.settings["domains"]:
            _refuse(request, sociallogin, NOT_ITS_ADDRESS, email=email)
        return email

    @transaction.atomic
    def _account_of(self, email: str) -> User | None:
        if user := User.objects.filter(email__iexact=email).first():
            return user
        invited = Invitation.objects.open().select_for_update().filter(email__iexact=email)
        invitation = invited.first()
        return accept_by_organisation(invitation) if invitation else None


def _refuse(
    request: HttpRequest,
    sociallogin: SocialLogin,
    words: str,
    *,
    email: str,
    own: str = "",
    user: User | None = None,
) -> NoReturn:
    name = sociallogin.provider.name
    note(
        SecurityEventKind.NOT_CONNECTED,
        account=user or User.objects.filter(email__iexact=email).first(),
        request=request,
        method=name,
        detail=words.partition(". ")[0].format(name=name, email="an address", own="another"),
    )
    sentence = words.format(name=name, email=email, own=own)
    raise ImmediateHttpResponse(
        render(request, "directory/organisations/refused.html", {"sentence": sentence}, status=403)
    )


def note_connected(request: HttpRequest, sociallogin: SocialLogin, **more: object) -> None:
    """An organisation's sign-in was connected to an account: both logs say so."""
    name = sociallogin.provider.name
    with transaction.atomic():
        record(by=sociallogin.user, verb="connected by an organisation", thing=sociallogin.user)
    note(SecurityEventKind.CONNECTED, account=sociallogin.user, request=request, method=name)


def note_disconnected(request: HttpRequest, socialaccount: SocialAccount, **more: object) -> None:
    user = socialaccount.user
    with transaction.atomic():
        record(by=user, verb="disconnected from an organisation", thing=user)
    note(
        SecurityEventKind.DISCONNECTED,
        account=user,
        request=request,
        method=socialaccount.provider,
    )
