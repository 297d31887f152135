"""The doctor names what is wrong and how to mend it, and is silent when all is well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import settings
from tests.operations.conftest import Place, copied


def faults(place: Place, **more: str) -> dict[str, str]:
    """What each check found."""
    done = place.run("doctor", "--json", **more)
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == (1 if findings else 0)
    assert all(one["mend"] for one in findings)
    return {one["check"]: one["fault"] for one in findings}


@pytest.fixture(scope="module")
def backed_up(founded: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("well")
    with copied(founded, folder / "alliance") as made:
        keys = made.data / "alliance.env"
        keys.write_text(f"{keys.read_text()}ALLIANCE_EMAIL_URL=smtp://127.0.0.1:9\n")
        assert made.run("backup", str(folder / "backup.tar.gz")).returncode == 0
        yield made


@pytest.fixture
def well(backed_up: Place, tmp_path: Path) -> Iterator[Place]:
    with copied(backed_up, tmp_path / "alliance") as made:
        yield made


def test_all_is_well(well: Place) -> None:
    assert faults(well) == {}
    done = well.run("doctor")
    assert "all is well" in done.stdout


def test_faults_of_the_environment_are_found(well: Place) -> None:
    keys = well.data / "alliance.env"
    text = keys.read_text().replace("ALLIANCE_EMAIL_URL=smtp://127.0.0.1:9\n", "")
    lines = [line for line in text.splitlines() if "SECRET_KEY" not in line]
    keys.write_text("\n".join([*lines, "ALLIANCE_SECRET_KEY=short", "ALLIANCE_DEBUG=yes"]))
    keys.chmod(0o644)
    (well.data / "last-backup").write_text("1000000000")
    found = faults(well)
    assert set(found) == {"keys", "folder", "mail", "address", "backup"}
    assert "days old" in found["backup"]


def test_no_keys_is_the_first_fault(well: Place) -> None:
    (well.data / "alliance.env").unlink()
    assert set(faults(well)) == {"keys"}


def test_what_waits_and_who_lacks_something_is_counted(well: Place) -> None:
    """Each is silent when all is well, as `test_all_is_well` sees; together, as each asking takes seconds."""
    well.python(
        "import django; django.setup()\n"
        "import datetime as dt\n"
        "from django.utils import timezone\n"
        "from alliance.directory.models import User\n"
        "from alliance.jobs.models import Job\n"
        "from alliance.library.link_check.gather import gather\n"
        "from alliance.library.models import Link, Publication\n"
        "for n in range(3):\n"
        "    url = f'https://www.example.org/{n}'\n"
        "    Publication.objects.create(title='A', match_key='a', url=url)\n"
        "gather(Publication)\n"
        "ago = timezone.now() - dt.timedelta(days=8)\n"
        "Link.objects.exclude(url__endswith='0').update(next_look_at=ago)\n"
        "User.objects.create_user('a@example.uk', is_staff=True)\n"
        "User.objects.create_user('b@example.uk')\n"
        "Job.objects.create(path='a.b', run_after=timezone.now() - dt.timedelta(hours=1))\n"
        "Job.objects.create(path='a.b')\n"
    )
    found = faults(well)
    assert set(found) == {"links", "accounts", "worker"}
    assert found["links"] == "2 links should have been looked at a week ago."
    assert found["accounts"] == "1 people who need a second factor have none yet."
    assert found["worker"].startswith("1 pieces of work have waited")


def test_test_mode_and_mail_that_did_not_leave_are_found(well: Place) -> None:
    keys = well.data / "alliance.env"
    keys.write_text(f"{keys.read_text()}ALLIANCE_MAIL_TEST=yes\n")
    well.python(
        "import django; django.setup()\n"
        "import datetime as dt\n"
        "from django.utils import timezone\n"
        "from alliance.mail.models import Message\n"
        "hours = timezone.now() - dt.timedelta(hours=2)\n"
        "for number, state in enumerate(['failed', 'failed', 'held', 'queued']):\n"
        "    Message.objects.create(purpose='x', recipient='a@example.org', state=state,\n"
        "                           message_id=number, created_at=hours, why='Busy.')\n"
    )
    done = well.run("doctor")
    assert "Test mode is on" in done.stdout
    assert "2 messages of the last seven days could not be sent" in done.stdout
    assert "1 messages have waited for more than an hour. Busy." in done.stdout


def test_a_mail_server_that_does_not_answer_is_found_when_asked(well: Place) -> None:
    done = well.run("doctor", "--send")
    assert done.returncode == 1
    assert "mail: The mail server cannot be reached" in done.stdout


def test_a_database_out_of_reach_is_a_finding_not_a_traceback(well: Place) -> None:
    if settings.SERVER:
        found = faults(well, ALLIANCE_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    else:
        (well.data / "alliance.sqlite3").write_text("no database at all, but long enough " * 20)
        found = faults(well)
    assert "cannot be reached" in found["database"]


def test_a_virus_scanner_that_does_not_answer_is_found(well: Place) -> None:
    found = faults(well, ALLIANCE_CLAMAV=f"unix:{well.data}/clamd.ctl")
    assert set(found) == {"viruses"}
    assert "No file is taken in until it answers." in found["viruses"]


def test_a_virus_scanner_that_nobody_can_be_is_refused(well: Place) -> None:
    done = well.run("doctor", ALLIANCE_CLAMAV="clamd")
    assert "write unix:/run/clamav/clamd.ctl or localhost:3310" in done.stdout + done.stderr
