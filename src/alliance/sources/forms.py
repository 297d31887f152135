"""The forms in which sources are added and changed, and mails handed in."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from .models import Source, SourceKind
from .reading.entry import whole
from .watching.mailbox import where

LARGEST_MAIL = 10 * 1024 * 1024
MOST_MAILS = 20
VARIABLE = re.compile(r"ALLIANCE_IMAP_[A-Z0-9_]+")


class PasteForm(forms.Form):
    pasted = forms.CharField(
        label="Address of a feed or page",
        max_length=1000,
        help_text="Paste what stands in your browser. If the page has a feed, it is found.",
        error_messages={"required": "Paste the address of what you want to watch."},
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )


class SourceForm(forms.ModelForm[Source]):
    class Meta:
        model = Source
        fields = (
            "name",
            "kind",
            "address",
            "publisher",
            "topics",
            "every",
            "user",
            "password_from",
        )
        labels = {
            "publisher": "Publisher (if you like)",
            "every": "Look every so many hours",
            "user": "User name, for a mailbox",
            "password_from": "Environment variable of its password, for a mailbox",
            "topics": "Topics that all of it is about (if any)",
        }
        help_texts = {
            "name": "As lists name it.",
            "user": "",
            "address": "Of the feed or page; for a mailbox as imaps://imap.example.org/INBOX.",
            "password_from": "Its name only, as ALLIANCE_IMAP_NEWS. Whoever runs the server sets it.",
        }
        error_messages = {
            "name": {"required": "Give it a name."},
            "address": {"required": "Give its address."},
        }
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, address = cleaned.get("kind"), str(cleaned.get("address") or "").strip()
        if kind == SourceKind.IMAP:
            self._clean_mailbox(cleaned, address)
            return cleaned
        cleaned["user"] = cleaned["password_from"] = ""
        if address and not (made := whole(address)):
            self.add_error("address", "Write the address as https://www.example.org/news.rss.")
        elif address:
            cleaned["address"] = made
        return cleaned

    def _clean_mailbox(self, cleaned: dict[str, Any], address: str) -> None:
        try:
            where(address)
        except ValueError as fault:
            self.add_error("address", str(fault))
        if not cleaned.get("user"):
            self.add_error("user", "Give the mailbox’s user name.")
        if not VARIABLE.fullmatch(cleaned.get("password_from") or ""):
            self.add_error(
                "password_from",
                "Give the name of an environment variable that begins with ALLIANCE_IMAP_.",
            )


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class MailField(forms.FileField):
    """One mail or several."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(MailField, self).clean(file, initial) for file in files or [None]]


class MailForm(forms.Form):
    mails = MailField(
        label="Saved mails",
        widget=ManyFiles(attrs={"accept": ".eml,message/rfc822", "multiple": True}),
        help_text="One or several files that end in .eml, up to 10 MB each.",
        error_messages={
            "required": "Choose a mail that you saved as .eml.",
            "empty": "The file is empty. Save the mail again.",
        },
    )

    def clean_mails(self) -> list[UploadedFile[bytes]]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["mails"]
        if len(files) > MOST_MAILS:
            raise forms.ValidationError(f"Hand in at most {MOST_MAILS} at a time.")
        for file in files:
            if (file.size or 0) > LARGEST_MAIL:
                raise forms.ValidationError(
                    f"“{file.name}” is larger than 10 MB. Take its attachments out and save it again."
                )
        return files
