"""Words that search does not find any more do not stay behind, a person's name among them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from alliance.directory.models import Person, Visibility
from alliance.directory.unsaid_words import forget_words
from alliance.jobs.models import Schedule
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import write_schedules
from alliance.search.models import SearchWord

pytestmark = pytest.mark.django_db


def test_the_name_of_a_person_who_was_removed_is_forgotten_over_night() -> None:
    person = Person.objects.create(
        name="Ivor Quince", visibility=Visibility.PUBLIC, confirmed_at=timezone.now()
    )
    assert SearchWord.objects.filter(word="quince").exists()
    person.delete()
    said = forget_words(Progress())
    assert not SearchWord.objects.filter(word="quince").exists()
    assert said is not None
    assert said.endswith("forgotten.")
    write_schedules()
    assert Schedule.objects.get(path=forget_words.path).at == dt.time(3, 40)
