"""Forms of the account package, where ours differ: a new password is typed once, and can be shown.

Typing it twice guards against a slip that nobody sees; who can see what they typed needs no guard.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm

from .passwords import HINT


class _TypedOnce:
    """A new password is one field, with our hint."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = HINT
        self.fields["password1"].error_messages["required"] = "Choose a password."


class ChangeForm(_TypedOnce, ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Password you have now"


class SetForm(_TypedOnce, SetPasswordForm):
    pass


class ResetForm(_TypedOnce, ResetPasswordKeyForm):
    pass
