"""Forms, documents and mails for tests."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from email.utils import format_datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliance.evidence.calls.proposed import CONSENT, HEADINGS, SUPPLIER
from alliance.evidence.models import Call
from alliance.evidence.taking.definition import Choice, Definition, HeadingKind, Question
from alliance.evidence.taking.given import Given
from alliance.evidence.word.hand_in import form_of
from alliance.evidence.word.layout import Layout, layout
from alliance.evidence.word.words import words_of
from alliance.evidence.word.write import Words, write
from tests.evidence.invented import whole

MORE = (
    Question(key="places", kind=HeadingKind.NUMBER, label="How many places does it reach?"),
    Question(
        key="where",
        kind=HeadingKind.ONE,
        label="Where does it happen?",
        choices=("At home", "In a school", "By video"),
    ),
    Question(
        key="whom",
        kind=HeadingKind.MANY,
        label="Whom does it help?",
        choices=("Children under 5", "Young people", "Parents", "Staff"),
    ),
)
DEFINITION = Definition(
    title="Silver Linings",
    questions=(*HEADINGS, *MORE),
    sections=(
        Choice(key="early-help", name="Early help"),
        Choice(key="fostering", name="Fostering"),
    ),
    authorities=(
        Choice(key="kent", name="Kent"),
        Choice(key="isle-of-wight", name="Isle of Wight"),
        Choice(key="west-sussex", name="West Sussex"),
        Choice(key="east-sussex", name="East Sussex"),
    ),
    consent_words=CONSENT,
    supplier_words=SUPPLIER,
)
WORDS = Words(
    summary="What did you do this year that should stay?",
    purpose=("We look for new ways of working.", "No idea is too small."),
    until="Until 20 November 2026.",
    returning=("Upload it at https://alliance.example/calls/silver-linings/form/.",),
    contact="Alex Support, 01234 567890",
)
GIVEN = Given(
    title="Groups by video",
    name="Sam Practitioner",
    email="sam@example.org",
    phone="01234 567890",
    role="Family worker",
    organisation="Early help team",
    authority="isle-of-wight",
    section="early-help",
    has_supplier=True,
    supplier="Meetwell, by Acorn",
    consent="unnamed",
    answers={
        "idea": "We run groups by video.\n\nThree things helped:\nshort meetings\na phone call before",
        "problem": "Families could not come.",
        "changed": "Twice as many came: 48, not 24 <before> & after.",
        "stays": "no",
        "until": "As long as the lease lasts",
        "since": "2020-06-01",
        "cost": "Nothing but time.",
        "copy": "A video account.",
        "contact": "The early help team",
        "places": "1,250",
        "where": "By video",
        "whom": "Young people\nParents",
    },
)


def form(definition: Definition = DEFINITION, prefix: str = "SL") -> Layout:
    return layout(prefix, definition)


def filled(call: Call, given: Given | None = None) -> bytes:
    """The form of a call as it comes back."""
    return write(form_of(call), words_of(call), given or whole())


def upload(content: bytes, name: str = "My form.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def mail(
    *files: tuple[str, bytes],
    words: str = "Please find it attached.",
    name: str = "one",
    **headers: str,
) -> bytes:
    """A mail with files, as a mail program sends it."""
    made = EmailMessage()
    said = {
        "From": "Jo Sender <jo@school.example>",
        "To": "programme@alliance.example",
        "Subject": "Our form",
        "Date": format_datetime(timezone.now() - dt.timedelta(hours=1)),
        "Message-ID": f"<{name}@school.example>",
    } | headers
    for header, value in said.items():
        made[header] = value
    made.set_content(words)
    for called, content in files:
        made.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=called
        )
    return made.as_bytes()
