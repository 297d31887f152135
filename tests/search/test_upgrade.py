"""An index that an earlier release made is found in as before, and by what is new."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from alliance.search.models import PUBLIC
from alliance.search.query import search


@pytest.mark.django_db(transaction=True)
def test_entries_that_are_there_get_topics_marks_and_words() -> None:
    call_command("migrate", "search", "0002", verbosity=0)
    content_type = ContentType.objects.order_by("pk")[0]
    with connection.cursor() as cursor:
        for number in range(4):
            cursor.execute(
                """INSERT INTO search_searchentry(content_type_id, object_id, audience, kind, title,
                       body, url, date, year, publisher, authority)
                   VALUES (%s, %s, 'public', 'Item', 'Note', 'Looked-after children', '/',
                       '2020-11-13', 2020, 'Ofsted', '')""",
                [content_type.pk, str(number)],
            )
        for topic in ("Care", "Money and more"):
            cursor.execute(
                "INSERT INTO search_searchtopic(entry_id, topic) SELECT id, %s "
                "FROM search_searchentry WHERE object_id <> '3'",
                [topic],
            )
    call_command("migrate", "search", verbosity=0)

    found = search("LAC", audiences={PUBLIC})
    assert found.total == 4
    assert {facet.value: facet.count for facet in found.facets["topic"]} == {
        "Care": 3,
        "Money and more": 3,
    }
    assert search("LAC", audiences={PUBLIC}, topics=["Care", "Money and more"]).total == 3
    assert search("note ofsted november", audiences={PUBLIC}).total == 4
    assert search("childern", audiences={PUBLIC}).corrected == "children"
