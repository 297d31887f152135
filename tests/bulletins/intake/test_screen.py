"""The import screen: nothing is saved before an editor says so, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from alliance.bulletins.models import AppearanceDate, Bulletin, Intake, Item
from alliance.directory.models import ContactDetail, Person, User, Visibility

pytestmark = pytest.mark.django_db

BULLETIN = """UPDATE NO 512 24 June 2022


Homes near home: expressions of interest


Four authorities may join the next phase. Tell Nell Farrow (contact details below) by 8 July 2022.

Action Required:

Please send the form to Nell Farrow.


Foster carers’ summer day


The day is at Lewes on Saturday 16 July 2022. There is nothing to book.

Tools & Templates

Counting what counts published by NAO 14 June 2022

Contact Details

Programme Manager: Nell Farrow (East Sussex)


01632 960123
"""


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(
        User.objects.create_user("editor@example.org", is_staff=True),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def hand_in(editor: Client, text: str = BULLETIN) -> str:
    """Paste a bulletin; the address of its review."""
    response = editor.post("/bulletins/import/", {"pasted": text})
    assert response.status_code == 302, response.content.decode()[:2000]
    return str(response.headers["Location"])


def filled(page: HttpResponse, **changes: str) -> dict[str, str]:
    """The review form as a browser would send it, with some fields changed."""
    form = dict(page.context["forms"].bulletin.initial)
    data: dict[str, str] = {"number": str(form["number"]), "introduction": form["introduction"]}
    data["date"] = str(form["date"])
    forms = page.context["forms"]
    for formset in (forms.items, forms.publications, forms.contacts):
        for name, value in formset.management_form.initial.items():
            data[f"{formset.prefix}-{name}"] = str(value)
        for one in formset:
            for field in one:
                value = field.value()
                if value is True:
                    data[field.html_name] = "on"
                elif value is not None and value is not False and value != "":  # 0 is a place
                    data[field.html_name] = str(value)
    return data | changes


def test_what_was_understood_is_shown_beside_the_source(editor: Client) -> None:
    page = editor.get(hand_in(editor))
    words = page.content.decode()
    assert "Homes near home: expressions of interest" in words
    assert re.search(r'<mark class="as-deadlines[^>]*>\s*by 8 July 2022|8 July 2022</mark>', words)
    assert page.context["forms"].items[0]["deadlines"].value() == "8 July 2022"


def test_nothing_is_saved_before_the_editor_says_so(editor: Client) -> None:
    editor.get(hand_in(editor))
    assert not Bulletin.objects.exists()
    assert Intake.objects.get().state == Intake.State.READ


def test_saving_makes_the_bulletin_with_its_items_and_its_people_private(editor: Client) -> None:
    address = hand_in(editor)
    response = editor.post(address, filled(editor.get(address), do="save"))
    assert response.headers["Location"] == "/bulletins/512/"
    bulletin = Bulletin.objects.get()
    assert [row.title for row in bulletin.appearances.order_by("position")] == [
        "Homes near home: expressions of interest",
        "Foster carers’ summer day",
    ]
    nell = Person.objects.get(name="Nell Farrow")
    assert (nell.visibility, nell.confirmed_at) == (Visibility.PRIVATE, None)
    assert set(ContactDetail.objects.values_list("visibility", flat=True)) == {"private"}


def test_a_correction_is_what_is_saved(editor: Client) -> None:
    address = hand_in(editor)
    changes = {
        "items-0-title": "Homes near home: who will join?",
        "items-0-deadlines": "8 July 2022\n15 July 2022",
        "items-1-remove": "on",
    }
    editor.post(address, filled(editor.get(address), do="save", **changes))
    row = Bulletin.objects.get().appearances.get()
    assert row.title == "Homes near home: who will join?"
    assert [f"{date.date:%d %m}" for date in row.dates.filter(kind="deadline")] == [
        "08 07",
        "15 07",
    ]


def test_an_item_that_was_missed_can_be_added(editor: Client) -> None:
    address = hand_in(editor)
    page = editor.get(address)
    extra = len(page.context["forms"].items) - 1
    added = {f"items-{extra}-title": "A missed matter", f"items-{extra}-body": "One.\n\nTwo."}
    editor.post(address, filled(page, do="save", **added))
    row = Bulletin.objects.get().appearances.get(title="A missed matter")
    assert row.body == "<p>One.</p><p>Two.</p>"


def test_all_faults_are_said_at_once_and_what_was_typed_stays(editor: Client) -> None:
    address = hand_in(editor)
    changes = {"number": "", "items-0-deadlines": "next Friday", "items-1-title": "Kept as typed"}
    page = editor.post(address, filled(editor.get(address), do="save", **changes))
    words = page.content.decode()
    assert page.status_code == 422
    assert "“next Friday” is not a day" in words
    assert 'href="#id_number"' in words
    assert 'href="#id_items-0-deadlines"' in words
    assert "Kept as typed" in words
    assert not Bulletin.objects.exists()


def test_corrections_are_kept_for_later(editor: Client) -> None:
    address = hand_in(editor)
    editor.post(
        address,
        filled(editor.get(address), do="keep", **{"items-1-title": "Summer day for carers"}),
    )
    assert not Bulletin.objects.exists()
    assert editor.get(address).context["forms"].items[1]["title"].value() == "Summer day for carers"


def test_what_was_typed_outlives_a_lost_session(editor: Client) -> None:
    address = hand_in(editor)
    data = filled(editor.get(address), do="keep", **{"items-0-title": "Typed as the session ended"})
    user = User.objects.get()
    user.set_password("a long enough password")
    user.save()
    editor.logout()
    sent = editor.post(address, data)
    assert sent.headers["Location"].startswith("/accounts/login/")
    editor.post(
        sent.headers["Location"], {"login": user.email, "password": "a long enough password"}
    )
    for _ in range(2):  # looking at it changes nothing
        assert "Typed as the session ended" in editor.get(address).content.decode()
    editor.post(address, data | {"items-0-title": "Sent after all"})
    assert "Typed as the session ended" not in editor.get(address).content.decode()


def test_the_same_source_again_is_the_intake_that_waits(editor: Client) -> None:
    assert hand_in(editor) == hand_in(editor)
    assert Intake.objects.count() == 1


def test_saving_the_same_bulletin_again_changes_nothing(editor: Client) -> None:
    for _ in range(2):
        address = hand_in(editor)
        editor.post(address, filled(editor.get(address), do="save"))
    assert (Bulletin.objects.count(), Item.objects.count()) == (1, 2)


def test_a_changed_bulletin_shows_what_saving_would_change(editor: Client) -> None:
    address = hand_in(editor)
    editor.post(address, filled(editor.get(address), do="save"))
    page = editor.get(hand_in(editor, BULLETIN.replace("nothing to book", "much to book")))
    assert [str(change) for change in page.context["differences"]] != []
    assert "What saving would change" in page.content.decode()


def test_an_editor_decides_that_it_is_a_new_matter_after_all(editor: Client) -> None:
    address = hand_in(editor)
    editor.post(address, filled(editor.get(address), do="save"))
    next_week = BULLETIN.replace("512 24 June", "513 1 July")
    address = hand_in(editor, next_week)
    page = editor.get(address)
    assert page.context["forms"].items[0]["same_as"].value() == str(
        Item.objects.get(title__startswith="Homes near home").pk
    )
    editor.post(address, filled(page, do="save", **{"items-0-same_as": "new"}))
    assert Item.objects.filter(title__startswith="Homes near home").count() == 2
    assert Item.objects.filter(title__startswith="Foster carers").count() == 1


def test_a_source_can_be_set_aside_and_stays_kept(editor: Client) -> None:
    address = hand_in(editor)
    editor.post(address, {"do": "set_aside"})
    assert Intake.objects.get().state == Intake.State.SET_ASIDE
    assert Intake.objects.get().source_text


def test_what_was_set_aside_can_be_brought_back(editor: Client) -> None:
    address = hand_in(editor)
    editor.post(address, {"do": "set_aside"})
    assert f'href="{address}"' in editor.get("/bulletins/import/").content.decode()
    editor.post(address, filled(editor.get(address), do="keep"))
    assert Intake.objects.get().state == Intake.State.READ


def test_a_file_that_cannot_be_read_says_why_and_the_others_are_taken(editor: Client) -> None:
    page = editor.post(
        "/bulletins/import/",
        {
            "sources": [
                SimpleUploadedFile("good.txt", BULLETIN.encode()),
                SimpleUploadedFile("broken.docx", b"PK\x03\x04 this is no document"),
            ]
        },
    )
    said = page.content.decode()
    assert "broken.docx: " in said
    assert "broken.docx: broken.docx" not in said
    assert Intake.objects.get().name == "good.txt"


def test_nothing_handed_in_is_asked_for(editor: Client) -> None:
    page = editor.post("/bulletins/import/", {"pasted": "  "})
    assert "Choose a file, or paste a bulletin." in page.content.decode()


def test_script_in_a_source_is_never_markup(editor: Client) -> None:
    hostile = BULLETIN.replace("nothing to book", "<script>alert(1)</script>")
    address = hand_in(editor, hostile)
    page = editor.get(address)
    assert "<script>alert(1)" not in page.content.decode()
    editor.post(address, filled(page, do="save"))
    assert "<script>alert(1)" not in editor.get("/bulletins/512/").content.decode()


def test_every_doubt_leads_to_a_place_in_the_source_and_to_a_field(editor: Client) -> None:
    doubtful = BULLETIN.replace("01632 960123", "").replace("24 June 2022", "24 June", 1)
    page = editor.get(hand_in(editor, doubtful)).content.decode()
    doubts = re.search(r'<section class="doubts".*?</section>', page, re.DOTALL)
    assert doubts
    links = re.findall(r'href="#([^"]+)"', doubts[0])
    assert {"id_date", "id_contacts-0-name"} < set(links)
    assert [link for link in links if f'id="{link}"' not in page] == []


TWO_DAYS = BULLETIN.replace("There is nothing to book.", "Please book a place by 1 July 2022.")


@pytest.mark.parametrize(
    ("left_out", "kept"), [(0, ("2022-07-01", "1 July 2022")), (1, ("2022-07-08", "8 July 2022"))]
)
def test_an_item_left_out_takes_its_dates_with_it_and_no_others(
    editor: Client, left_out: int, kept: tuple[str, str]
) -> None:
    """Places in the source are those of the items as parsed; the ones kept may have moved up."""
    address = hand_in(editor, TWO_DAYS)
    form = filled(editor.get(address), do="save") | {f"items-{left_out}-remove": "on"}
    assert editor.post(address, form).status_code == 302
    dates = AppearanceDate.objects.filter(kind=AppearanceDate.Kind.DEADLINE)
    assert [(str(row.date), row.words) for row in dates] == [kept]
