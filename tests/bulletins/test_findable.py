"""What search finds of bulletins, whichever way they change."""

from __future__ import annotations

import pytest

from alliance.bulletins.models import Appearance
from alliance.search.query import search
from tests.bulletins.invented import bulletin, said

pytestmark = pytest.mark.django_db


def found(words: str, audience: str = "public") -> list[str]:
    return [str(hit.title) for hit in search(words, audiences={audience}, kinds=["News"]).hits]


def test_a_bulletin_taken_back_takes_its_items_out_of_the_public_s_search() -> None:
    where = bulletin(429)
    said(where, "Dentists")
    where.save()
    assert found("said") == ["Dentists"]
    where.live = False
    where.save()
    assert found("said") == []
    assert found("said", "programme") == ["Dentists"]


def test_words_mended_by_an_editor_are_found() -> None:
    told = said(bulletin(429), "Dentists")
    told.body = "<p>Orthodontists too.</p>"
    told.save()
    assert found("orthodontists")


def test_an_item_taken_out_of_its_only_bulletin_is_no_longer_found() -> None:
    told = said(bulletin(429), "Dentists")
    Appearance.objects.get(pk=told.pk).delete()
    assert found("said") == found("said", "programme") == []
