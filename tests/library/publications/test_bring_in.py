"""Publications from a file: every fault at once, a look at what would change, then all or nothing."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alliance.directory.models import Topic, User
from alliance.library.models import Publication, Publisher, Version
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db
ADDRESS = "/publications/import/"
JUNE = dt.date(2026, 6, 1)
RIS = """TY  - RPRT
TI  - Handbook for kinship carers
PB  - Open Door Trust
DA  - 2026/06/01/
UR  - https://example.org/handbook
KW  - Kinship care
ER  -

TY  - RPRT
TI  - Homes near by
PB  - DfE
PY  - 2025
ER  -
"""


@pytest.fixture
def programme(people: People, client_of: Callable[[User], Client]) -> Client:
    Topic.objects.create(name="Kinship care", slug="kinship-care")
    return client_of(people.support)


def main(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page.decode())).split())


def look(client: Client, text: str = RIS, name: str = "zotero.ris") -> str:
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 200, main(answer.content)
    return answer.content.decode()


def save(client: Client, text: str = RIS, name: str = "zotero.ris") -> None:
    """Press the button of the page that `look` shows, with what it holds."""
    page = look(client, text, name)
    held = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    assert held
    sent = {"text": html.unescape(held[1]), "name": name, "save": "yes"}
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == 302, main(answer.content)


def test_looking_says_what_would_change_and_changes_nothing(programme: Client) -> None:
    page = main(look(programme).encode())
    assert "2 new publications" in page
    assert "No day is given; 1 January 2025 is taken." in page
    assert not Publication.objects.exists()
    assert not Publisher.objects.exists()


def test_saving_keeps_them_with_what_they_say(programme: Client, people: People) -> None:
    save(programme)
    one = Publication.objects.get(title="Handbook for kinship carers")
    assert (one.publisher.name, one.published_on, one.url) == (
        "Open Door Trust",
        JUNE,
        "https://example.org/handbook",
    )
    assert one.kind == "guidance", "guessed from its title"
    assert [topic.slug for topic in one.topics.all()] == ["kinship-care"]
    assert one.versions.get().added_by == people.support
    other = Publication.objects.get(title="Homes near by")
    assert other.publisher.name == "Department for Education"


def test_the_same_file_again_changes_nothing(programme: Client) -> None:
    save(programme)
    before = list(Version.objects.values_list("pk", "published_on"))
    page = main(look(programme).encode())
    assert "There is nothing to save" in page
    assert list(Version.objects.values_list("pk", "published_on")) == before


def test_what_is_known_gets_a_version_and_keeps_what_it_says(programme: Client) -> None:
    Publication.objects.create(
        title="Handbook for Kinship Carers", kind="tool", published_on=JUNE - dt.timedelta(days=90)
    )
    assert "1 new version" in main(look(programme).encode())
    save(programme)
    one = Publication.objects.get(match_key="handbook for kinship carers")
    assert (one.kind, one.published_on, one.versions.count()) == ("tool", JUNE, 2)


def test_a_line_with_a_version_is_one_however_far_its_day_is(programme: Client) -> None:
    table = (
        "Title,Published,Version,What changed\nA guide,1 May 2015,1st edition,\n"
        "A guide,1 May 2026,2nd edition,Everything\n"
    )
    save(programme, table, "list.csv")
    one = Publication.objects.get()
    assert [each.label for each in one.versions.all()] == ["2nd edition", "1st edition"]
    assert one.versions.get(label="2nd edition").what_changed == "Everything"


def test_a_yearly_report_of_one_title_is_another_publication(programme: Client) -> None:
    table = "Title,Published\nYearly report,1 May 2025\nYearly report,1 May 2026\n"
    save(programme, table, "list.csv")
    assert Publication.objects.count() == 2


def test_every_fault_is_said_and_nothing_is_kept(programme: Client) -> None:
    table = "Title,Kind,Address,Topics\nGood,Report,,\n,Report,,\nBad,Leaflet,nowhere,Moon\n"
    answer = programme.post(ADDRESS, {"text": table})
    page = main(answer.content)
    assert answer.status_code == 422
    assert "Nothing was saved: 4 things to put right" in page
    for fault in ("line 3: write the title.", "line 4, Kind: “Leaflet” is not a kind",
                  "line 4: “nowhere” is no address", "line 4: there is no topic “Moon”"):  # fmt: skip
        assert fault in page
    assert not Publication.objects.exists()
    assert "Good,Report" in page, "what was pasted is still there"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("list.xlsx", b"PK", "none of .csv, .bib and .ris"),
        ("list.bib", b"%PDF-1.7\0", "is no text"),
        ("list.ris", b"nothing", "line 1: begin each record"),
        ("list.bib", b"only words", "holds no publication"),
        ("list.csv", b"Name,When\nx,y\n", "no column is called “Name”"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    programme: Client, name: str, data: bytes, sentence: str
) -> None:
    answer = programme.post(ADDRESS, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert sentence in main(answer.content)


def test_a_file_or_text_is_asked_for_and_not_both(programme: Client) -> None:
    assert "Choose a file, or paste text" in main(programme.post(ADDRESS, {}).content)
    both = {"file": SimpleUploadedFile("a.ris", RIS.encode()), "text": RIS}
    assert "not both" in main(programme.post(ADDRESS, both).content)


def test_saving_judges_again(programme: Client) -> None:
    answer = programme.post(ADDRESS, {"text": "Title\n\n,\n", "name": "x.csv", "save": "yes"})
    assert answer.status_code == 422
    assert not Publication.objects.exists()


def test_what_we_wrote_changes_nothing_when_it_is_read_again(programme: Client) -> None:
    save(programme)
    one = Publication.objects.get(title="Handbook for kinship carers")
    Version.objects.create(
        publication=one, published_on=dt.date(2020, 1, 1), label="1st", what_changed="It began."
    )
    for address in ("/publications.csv", "/publications.bib", "/publications.ris",
                    f"/publications/{one.pk}.csv"):  # fmt: skip
        text = programme.get(address).content.decode()
        page = main(look(programme, text, address.rpartition("/")[2]).encode())
        assert "There is nothing to save" in page, address
