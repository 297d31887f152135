"""Documents of a collection that is private."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from alliance.directory.models import User
from alliance.library.models import DocumentFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_private_document_is_for_those_it_is_for(client: Client, kind: str) -> None:
    group = Group.objects.create(name="Directors")
    closed = Collection.get_first_root_node().add_child(instance=Collection(name="Closed"))
    row = CollectionViewRestriction.objects.create(collection=closed, restriction_type=kind)
    row.groups.set([group])
    letter = DocumentFile(title="Letter", collection=closed)
    letter.file.save("letter.txt", ContentFile(b"Dear all"))
    user = User.objects.create_user("member@example.org")

    asked = client.get(letter.url)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/accounts/login/?next=/documents/")
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    refused = client.get(letter.url)
    assert refused.status_code == (200 if kind == "login" else 403)
    b"".join(getattr(refused, "streaming_content", ()))
    user.groups.add(group)
    assert b"".join(client.get(letter.url).streaming_content) == b"Dear all"
