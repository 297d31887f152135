"""Mails that somebody saved and hands in: each is a candidate, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from .reading.entry import CannotBeRead
from .reading.mail import read_mail
from .watching.keep import keep_entries


@dataclass(slots=True)
class Outcome:
    titles: list[str] = field(default_factory=list)
    known: int = 0
    refusals: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """“2 mails came in: “Panel dates”, “Survey”.”"""
        if not self.titles:
            return "It is here already, so nothing was added."
        many = "1 mail came in" if len(self.titles) == 1 else f"{len(self.titles)} mails came in"
        known = (
            f" {self.known} more {'was' if self.known == 1 else 'were'} here already."
            if self.known
            else ""
        )
        return f"{many}: {', '.join(f'“{title}”' for title in self.titles)}.{known}"


def hand_in(files: Iterable[UploadedFile[bytes]]) -> Outcome:
    """Keep those that can be read; say of each of the others why it cannot."""
    outcome = Outcome()
    for file in files:
        try:
            entries = read_mail(file.read()).entries
        except CannotBeRead as fault:
            outcome.refusals.append(f"{file.name}: {fault}")
            continue
        try:
            with transaction.atomic():
                is_new = keep_entries(None, entries, "").new
        except IntegrityError:  # somebody handed it in at this very moment
            is_new = 0
        if is_new:
            outcome.titles += [entry.title for entry in entries]
        else:
            outcome.known += 1
    return outcome
