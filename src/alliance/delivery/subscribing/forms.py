"""The forms in which somebody says what they want to be sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser

from alliance.directory.access import visible
from alliance.directory.models import Authority, Topic, User
from alliance.ui.forms import RadiosWithHints
from alliance.ui.trap import TrappedForm

from ..models import Audience, Frequency, Subscriber
from .changes import About
from .wishes import Wishes, wishes_of
from .words import BRINGS

Asking = User | AnonymousUser
SHAPE = "Write the e-mail address as name@example.org."


class AddressField(forms.EmailField):
    def __init__(self, *, label: str, missing: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            max_length=254,
            help_text=help_text,
            error_messages={"required": missing, "invalid": SHAPE},
            widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        )

    def clean(self, value: Any) -> str:
        """As addresses are kept: small letters."""
        return str(super().clean(value)).lower()


class _OfAReader(forms.Form):
    """A form that offers what its reader may see."""

    def __init__(self, *args: Any, user: Asking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class WishesForm(_OfAReader):
    """How often, about what, for whom."""

    frequency = forms.ChoiceField(
        label="How often, and what",
        choices=Frequency.choices,
        initial=Frequency.EACH,
        widget=RadiosWithHints(BRINGS),
        error_messages={"required": "Choose what we send you."},
    )
    topics = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.none(),
        label="Topics",
        required=False,
        help_text="None means all of them. With some chosen, other news stands at the end by its "
        "title only; what is asked of you always comes whole.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "A topic that you chose is no longer there."},
    )
    audiences = forms.MultipleChoiceField(
        label="What do you work on?",
        choices=Audience.choices,
        required=False,
        help_text="None means all news. With some chosen, what is meant for others stands at the end "
        "by its title only.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, user: Asking, subscriber: Subscriber | None = None, **kwargs: Any
    ) -> None:
        if subscriber is not None:
            wishes = wishes_of(subscriber)
            known = {
                "frequency": wishes.frequency.value,
                "topics": list(wishes.topics),
                "audiences": [each.value for each in wishes.audiences],
            }
            kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, user=user, **kwargs)
        topics: Any = self.fields["topics"]
        topics.queryset = visible(user, Topic.objects.all())
        if not topics.queryset:
            del self.fields["topics"]

    @property
    def wishes(self) -> Wishes:
        """What a form in order says; all ticked is as none ticked: also what comes new."""
        said = self.cleaned_data
        topics = {topic.pk for topic in said.get("topics", ())}
        audiences = {Audience(each) for each in said["audiences"]}
        if "topics" in self.fields and len(topics) == len(self.fields["topics"].queryset):  # type: ignore[attr-defined]
            topics = set()
        if len(audiences) == len(Audience):
            audiences = set()
        return Wishes(Frequency(said["frequency"]), frozenset(topics), frozenset(audiences))


class AboutForm(_OfAReader):
    """What somebody says of themselves, if they like."""

    name = forms.CharField(
        label="Your name (if you like)",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    authority = forms.ModelChoiceField(
        queryset=Authority.objects.none(),
        label="Your authority (if you are of one)",
        required=False,
        empty_label="None of these",
    )

    def __init__(self, *args: Any, user: Asking, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        authority: Any = self.fields["authority"]
        authority.queryset = visible(user, Authority.objects.all())

    @property
    def about(self) -> About:
        return About(self.cleaned_data["name"].strip(), self.cleaned_data["authority"])


class SubscribeForm(WishesForm, AboutForm, TrappedForm):
    """An address to subscribe; who sends it need not be its owner, who is asked by mail."""

    address = AddressField(
        label="Your e-mail address", missing="Give the e-mail address that we should write to."
    )
    field_order = ("address", "name", "authority", "frequency", "topics", "audiences")


class OwnChoicesForm(WishesForm, AboutForm):
    """Choices of whoever came by a link that was mailed to them."""

    field_order = ("frequency", "topics", "audiences", "name", "authority")

    def __init__(self, *args: Any, subscriber: Subscriber, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": subscriber.name, "authority": subscriber.said_authority_id}
        super().__init__(*args, subscriber=subscriber, **kwargs)
        if subscriber.person_id is not None:
            del self.fields["authority"]  # the directory knows their roles

    @property
    def about(self) -> About:
        return About(self.cleaned_data["name"].strip(), self.cleaned_data.get("authority"))


class ChoicesByCopyForm(WishesForm):
    """Choices behind a link that goes wherever its mail is forwarded.

    The address is no secret. It keeps those from changing another's choices who only followed a
    link; what was changed is told to the owner by mail.
    """

    address = AddressField(
        label="The address that the mail came to",
        help_text="So that nobody to whom it was forwarded changes your choices by mistake.",
        missing="Type the address that the mail came to.",
    )
    field_order = ("address", "frequency", "topics", "audiences")


class LinkForm(forms.Form):
    """Asking for the link to one's choices."""

    address = AddressField(
        label="Your e-mail address", missing="Give the address that our mail comes to."
    )


class ComeBackForm(forms.Form):
    """Coming back after leaving, as often or less."""

    frequency = WishesForm.base_fields["frequency"]
