"""The sample's showcases: one that was launched in the past, one in the making; loaded once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from alliance.evidence.models import Announcement, Case, Showcase
from alliance.mail.models import Message
from alliance.region.evidence.showcase import CASES, LAUNCHED, load_showcases
from alliance.region.evidence.submissions import load_submissions
from tests.evidence.invented import authority, call
from tests.evidence.showcase.invented import support

pytestmark = pytest.mark.django_db


def test_the_sample_has_a_launched_showcase_and_one_in_the_making() -> None:
    today = timezone.localdate()
    for name in ("Medway", "Portsmouth", "Hampshire", "Kent", "Reading", "Slough"):
        authority(name)
    support()
    call("Help that comes early", prefix="HE", opened=dt.timedelta(days=430))
    call("Silver Linings")
    load_submissions(today)
    before = Message.objects.count()
    assert load_showcases(today) == len(CASES) + 2
    assert load_showcases(today) == 0
    launched = Showcase.objects.get(state="launched")
    assert launched.launched_at
    assert timezone.localdate(launched.launched_at) == today - dt.timedelta(days=LAUNCHED)
    assert Case.objects.filter(state="draft").count() == 2
    assert Message.objects.count() == before  # nobody reads at these addresses
    assert Announcement.objects.get(occasion="launch").candidate is None
    page = Client().get(launched.get_absolute_url()).content.decode()
    assert "A worker at the nursery gate" in page
    unnamed = Case.objects.get(consent="unnamed")
    assert "Reading" not in Client().get(unnamed.get_absolute_url()).content.decode()
