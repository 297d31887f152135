"""The forms of the register: signing, withdrawing, recording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from alliance.directory.models import Authority, RoleKind
from alliance.library.models import Agreement, AgreementVersion, Protocol, Standing
from alliance.library.models.agreement_files import check_scan
from alliance.ui.days import DayField

from .protocols import CHOICES


class AsOfForm(forms.Form):
    """The register as it stood on another day."""

    on = DayField(label="As it stood on", required=False)


class SignForm(forms.Form):
    """What the signer was shown goes with it, so that nothing else is signed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label="I have read this version and sign it",
        error_messages={"required": "Tick that you have read this version and sign it."},
    )


class ReasonForm(forms.Form):
    """Why something ends or is struck out."""

    why = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why. It is kept with the record."},
    )


class WithdrawForm(ReasonForm):
    """The day is asked of the programme, which writes down what came by letter."""

    on = DayField(
        label="From which day",
        help_text="The first day on which the signature counts no more.",
    )

    def __init__(self, *args: Any, asks_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_day:
            del self.fields["on"]


class PaperForm(forms.Form):
    """A signature that came on paper."""

    version = forms.ModelChoiceField(
        AgreementVersion.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose the version that was signed."},
    )
    authority = forms.ModelChoiceField(
        Authority.objects.none(), error_messages={"required": "Choose the authority."}
    )
    role = forms.ChoiceField(
        label="Signed as",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the role in which it was signed."},
    )
    name = forms.CharField(
        label="Name of the signer",
        max_length=200,
        help_text="As it stands under the signature.",
        error_messages={"required": "Give the name under the signature."},
    )
    on = DayField(label="Day of the signature")
    scan = forms.FileField(
        label="Scan of the signed page (if there is one)",
        required=False,
        validators=[check_scan],
        help_text="PDF, PNG or JPEG, up to 20 MB. It is shown to whoever may see signatures.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    note = forms.CharField(
        label="Note (if you like)", required=False, max_length=2000, help_text="For members."
    )

    def __init__(
        self, *args: Any, agreement: Agreement, parties: Sequence[Authority], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        versions = AgreementVersion.objects.filter(agreement=agreement, state="published")
        self.fields["version"].queryset = versions.order_by("-starts_on")  # type: ignore[attr-defined]
        self.fields["version"].label_from_instance = lambda row: row.label  # type: ignore[attr-defined]
        self.fields["authority"].queryset = _of(parties)  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in agreement.signatories
        ]

    def clean_role(self) -> RoleKind:
        return RoleKind(self.cleaned_data["role"])


class StandingForm(forms.Form):
    """How authorities stand to protocols: one cell or many at once."""

    authorities = forms.ModelMultipleChoiceField(
        Authority.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one authority."},
    )
    protocols = forms.ModelMultipleChoiceField(
        Protocol.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one protocol."},
    )
    state = forms.ChoiceField(
        label="How they stand",
        choices=[(one.value, one.label) for one in CHOICES],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they stand."},
    )
    exception = forms.CharField(
        required=False,
        max_length=5000,
        label="The exception (only where it is live with one)",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = DayField(label="From which day", help_text="The first day on which it holds.")
    why = forms.CharField(
        label="Why, or where it is written",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why, as “letter of 3 March” or “signing day”."},
    )

    def __init__(
        self,
        *args: Any,
        protocols: Sequence[Protocol],
        parties: Sequence[Authority],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authorities"].queryset = _of(parties)  # type: ignore[attr-defined]
        self.fields["protocols"].queryset = Protocol.objects.filter(  # type: ignore[attr-defined]
            pk__in=[protocol.pk for protocol in protocols]
        )

    def clean_state(self) -> Standing:
        return Standing(self.cleaned_data["state"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        state, exception = cleaned.get("state"), cleaned.get("exception")
        if state is Standing.EXCEPTION and not exception:
            self.add_error("exception", "Say what the exception is.")
        if state and state is not Standing.EXCEPTION and exception:
            self.add_error(
                "exception",
                "Choose “Live, with an exception”, or take the words of the exception out.",
            )
        return cleaned


def _of(parties: Sequence[Authority]) -> Any:
    return Authority.objects.filter(pk__in=[authority.pk for authority in parties])


def today_in_words() -> str:
    today = timezone.localdate()
    return f"{today.day} {today:%B %Y}"
