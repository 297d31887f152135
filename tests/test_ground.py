"""The ground the tests themselves stand on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def test_no_test_reaches_the_network() -> None:
    with pytest.raises(Exception, match="socket"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.django_db
def test_the_database_holds_what_migrations_put_there() -> None:
    from wagtail.models import Page

    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_a_test_that_commits_leaves_what_migrations_put_there(time: int) -> None:
    from wagtail.models import Page

    from alliance.directory.models import Topic

    assert Page.objects.filter(depth=1).count() == 1
    assert not Topic.objects.exists()
    Topic.objects.create(name="Committed", slug="committed")


@pytest.mark.django_db(transaction=True)
def test_a_process_that_a_test_starts_finds_the_same_database() -> None:
    from alliance.directory.models import Topic

    Topic.objects.create(name="Seen from outside", slug="seen-from-outside")
    code = (
        "import django; django.setup()\n"
        "from alliance.directory.models import Topic\n"
        "print(Topic.objects.get())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=False
    )
    assert done.stdout == "Seen from outside\n", done.stderr


def test_files_are_kept_in_a_folder_of_this_run() -> None:
    assert Path(default_storage.location).is_relative_to(os.environ["ALLIANCE_DATA"])
    assert "alliance-test-" in str(settings.MEDIA_ROOT)


@pytest.mark.parametrize("time", [1, 2])
def test_a_test_that_keeps_a_file_leaves_its_name_to_the_next(time: int) -> None:
    assert (
        default_storage.save("documents/kinship.txt", ContentFile(b"A")) == "documents/kinship.txt"
    )
