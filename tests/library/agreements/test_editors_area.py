"""Agreements as the programme's editors meet them; each change is in the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from alliance.audit.trail import history
from alliance.directory.editors import keep_group, make_editor
from alliance.directory.models import User
from alliance.library.models import (
    Agreement,
    AgreementReview,
    AgreementVersion,
    PayCap,
    Protocol,
)
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    PDF,
    TODAY,
    authority,
    cap,
    client_of,
    co_operation,
    protocol,
    signed_on_paper,
    understanding,
    version,
)

pytestmark = pytest.mark.django_db
MODELS = (Agreement, AgreementVersion, Protocol, PayCap, AgreementReview)


@pytest.fixture
def user(settings: Any) -> User:
    settings.SECOND_FACTOR_REQUIRED = False
    keep_group()
    user = User.objects.create_user("editor@example.org", name="Ed Itor")
    make_editor(user)
    return user


@pytest.fixture
def editor(user: User) -> Client:
    return client_of(user)


def address(model: Any, screen: str, *args: object) -> str:
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    return reverse(f"wagtailsnippets_{label}:{screen}", args=args)


def agreement_form(**fields: Any) -> dict[str, Any]:
    visibilities = {
        f"{kind}_visibility": "public"
        for kind in ("text", "signatures", "standings", "exceptions", "caps")
    }
    words = {"title": "Sharing data", "slug": "data", "kind": "other", "summary": "On data."}
    return visibilities | words | {"review_months": "12"} | fields


@pytest.mark.parametrize("model", MODELS)
def test_editors_list_search_add_and_change_and_delete_nothing(editor: Client, model: Any) -> None:
    moc = co_operation()
    for make in (lambda: version(moc), lambda: protocol(moc), lambda: cap(moc)):
        make()
    AgreementReview.objects.create(agreement=moc, due_on=APRIL)
    first = model.objects.first()
    assert editor.get(address(model, "list")).status_code == 200
    assert editor.get(address(model, "list"), {"q": "a"}).status_code == 200
    assert editor.get(address(model, "add")).status_code == 200
    assert editor.get(address(model, "edit", first.pk)).status_code == 200
    for client in (editor, client_of(User.objects.create_superuser("root@example.org"))):
        client.post(address(model, "delete", first.pk))
        assert model.objects.filter(pk=first.pk).exists()


def test_adding_and_changing_are_events_of_the_trail(editor: Client, user: User) -> None:
    kent = authority()
    assert (
        editor.post(address(Agreement, "add"), agreement_form(parties=[kent.pk])).status_code == 302
    )
    made = Agreement.objects.get()
    event = history(made).get()
    assert (event.actor, event.verb) == (user, "added")
    assert event.changes["parties"] == [None, [kent.pk]]

    changed = agreement_form(parties=[kent.pk], caps_visibility="private")
    editor.post(address(Agreement, "edit", made.pk), changed)
    assert history(made).first().changes == {"caps_visibility": ["public", "private"]}
    editor.post(address(Agreement, "edit", made.pk), changed)
    assert history(made).count() == 2  # nothing changed, so nothing is told


def test_a_version_comes_with_its_document_and_the_fingerprint_is_taken(editor: Client) -> None:
    agreement = understanding()
    form = {"agreement": agreement.pk, "label": "2026", "starts_on": APRIL.isoformat(),
            "ends_on": "", "changes": "New", "url": "", "state": "published"}  # fmt: skip
    refused = editor.post(address(AgreementVersion, "add"), form)
    assert "Give the document or its address before it is published." in refused.content.decode()
    wrong = form | {"file": ContentFile(b"MZ", name="virus.pdf")}
    answer = editor.post(address(AgreementVersion, "add"), wrong)
    assert "is not PDF, though its name ends in" in answer.content.decode()
    editor.post(address(AgreementVersion, "add"), form | {"file": ContentFile(PDF, name="a.pdf")})
    made = AgreementVersion.objects.get()
    assert len(made.sha256) == 64
    assert made.size == len(PDF)
    page = editor.get(address(AgreementVersion, "edit", made.pk)).content.decode()
    assert made.sha256 in page
    assert made.file.name not in page  # nothing serves it from there


def test_a_signed_version_s_document_is_not_exchanged(editor: Client) -> None:
    made = version(understanding())
    signed_on_paper(made, authority())
    form = {"agreement": made.agreement_id, "label": "2026", "starts_on": APRIL.isoformat(),
            "ends_on": "", "changes": "Said better", "url": "", "state": "published"}  # fmt: skip
    other = form | {"file": ContentFile(PDF + b"% other", name="b.pdf")}
    answer = editor.post(address(AgreementVersion, "edit", made.pk), other)
    assert "This version has been signed" in answer.content.decode()
    assert editor.post(address(AgreementVersion, "edit", made.pk), form).status_code == 302
    before = made.sha256
    made.refresh_from_db()
    assert (made.changes, made.sha256) == ("Said better", before)


def test_a_review_that_is_done_plans_the_next(editor: Client, user: User) -> None:
    agreement = co_operation()
    review = AgreementReview.objects.create(agreement=agreement, due_on=TODAY - 400 * DAY)
    form = {"agreement": agreement.pk, "due_on": review.due_on.isoformat(),
            "done_on": TODAY.isoformat(), "outcome": ""}  # fmt: skip
    refused = editor.post(address(AgreementReview, "edit", review.pk), form)
    assert "Say what the review found." in refused.content.decode()
    editor.post(address(AgreementReview, "edit", review.pk), form | {"outcome": "All is well."})
    following = agreement.reviews.get(done_on__isnull=True)
    assert following.due_on > TODAY
    assert (following.due_on.month, following.due_on.day) == (
        review.due_on.month,
        review.due_on.day,
    )
    assert history(following).get().actor == user
    editor.post(
        address(AgreementReview, "edit", review.pk), form | {"outcome": "All is very well."}
    )
    assert agreement.reviews.count() == 2


@pytest.mark.parametrize(
    ("model", "fields", "said"),
    [
        (Protocol, {"number": 1}, "This agreement has a protocol of that number."),
        (Protocol, {"number": 2, "ends_on": "2001-01-01"}, "The protocol ends before it begins."),
        (PayCap, {"amount": "0"}, "Give an amount of more than nothing."),
        (PayCap, {}, "This role has a cap from that day; change that one."),
    ],
)
def test_what_cannot_be_is_said(
    editor: Client, model: Any, fields: dict[str, Any], said: str
) -> None:
    moc = co_operation()
    protocol(moc)
    role = cap(moc).role
    common = {
        Protocol: {
            "agreement": moc.pk,
            "title": "X",
            "order": 0,
            "effective_from": APRIL.isoformat(),
        },
        PayCap: {"role": role.pk, "amount": "40", "per": "hour", "starts_on": APRIL.isoformat()},
    }
    answer = editor.post(address(model, "add"), common[model] | fields)
    assert said in answer.content.decode()
