"""The programme's desk: whom to ring, in turn, and what they tell, on one page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import User
from alliance.evidence.desk import what_waits
from alliance.evidence.models import RingBack, Submission
from alliance.evidence.taking.rows import given_of, sent_of
from alliance.evidence.telephone.entering import finish, write_down
from tests.evidence.invented import DAY, call, given, sent

pytestmark = pytest.mark.django_db
LIST = "/programme/ring-backs/"
TYPED = {"answers.idea": "We run groups by video.", "name": "Jo Carer", "phone": "01234 567890"}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def asked(name: str = "Jo Carer", **fields: Any) -> RingBack:
    where = fields.pop("call", None) or call()
    said = {"phone": "01234 567890", "about": "Evening groups."} | fields
    return RingBack.objects.create(call=where, name=name, **said)


def test_the_list_has_who_waits_with_number_time_and_age(editor: Client) -> None:
    assert "Nobody waits to be rung" in words(editor.get(LIST))
    jo = asked(good_time="after school", asked_at=timezone.now() - 20 * DAY)
    shown = words(editor.get(LIST))
    for said in (
        "1 person waits",
        "Jo Carer",
        "tel:01234567890",
        "after school",
        "Evening groups.",
    ):
        assert said in shown
    assert re.search(r"state--late.*?1\d working days", shown)
    assert f"{LIST}{jo.pk}/" in shown


def test_what_came_of_the_others_stands_below(editor: Client) -> None:
    asked("Al Done", state="done", settled_at=timezone.now())
    shown = words(editor.get(LIST))
    assert "Nobody waits" in shown
    assert shown.index("What came of the others") < shown.index("Al Done")


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_a_fixed_number_of_queries(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    where = call()
    ed = User.objects.get(email="editor@example.org")
    for n in range(count):
        asked(f"Waits {n}", call=where, taken_by=ed)
        asked(
            f"Done {n}", call=where, state="done", settled_at=timezone.now(), submission=sent(where)
        )
        write_down(where, given(), by=ed, told_on=dt.date(2020, 11, 13))
    editor.get(LIST)
    with django_assert_num_queries(9):
        editor.get(LIST)


def test_buttons_do_what_they_say(editor: Client) -> None:
    jo = asked()
    address = f"{LIST}{jo.pk}/"
    for form, state in (
        ({"do": "take"}, "waiting"),
        ({"do": "tried", "note": "left a message", "seen": 0}, "tried"),
        ({"do": "give_up", "reason": "Five tries."}, "given_up"),
        ({"do": "again"}, "tried"),
        ({"do": "spoken", "note": "Writes it herself."}, "done"),
    ):
        assert editor.post(address, form).status_code == 302
        jo.refresh_from_db()
        assert jo.state == state
    shown = words(editor.get(address))
    assert "left a message" in shown
    assert "Writes it herself." in shown
    assert editor.post(address, {"do": "spoken", "note": "Again."}).status_code == 409
    assert editor.post(address, {"do": "erase", "reason": "asked for"}).status_code == 302
    assert "Jo Carer" not in words(editor.get(address)) + words(editor.get(LIST))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"do": "spoken", "note": ""}, "what came of it"),
        ({"do": "give_up", "reason": " "}, "why you ring no more"),
        ({"do": "erase", "reason": ""}, "Say why"),
        ({"do": "tried", "note": "x" * 301, "seen": 0}, "at most 300"),
    ],
)
def test_what_is_missing_is_said(editor: Client, form: dict[str, Any], said: str) -> None:
    jo = asked()
    answer = editor.post(f"{LIST}{jo.pk}/", form)
    assert answer.status_code == 422
    assert said in words(answer)
    jo.refresh_from_db()
    assert jo.state == "waiting"


def test_a_draft_whose_caller_was_given_up_is_found_again(editor: Client) -> None:
    jo = asked()
    ed = User.objects.get(email="editor@example.org")
    write_down(jo.call, given(name="Half Told"), by=ed, told_on=dt.date(2020, 11, 13), ring_back=jo)
    assert "Half Told" not in words(editor.get(LIST)), "it stands with its ring-back"
    editor.post(f"{LIST}{jo.pk}/", {"do": "give_up", "reason": "Five tries."})
    assert "Half Told" in words(editor.get(LIST))


# Their idea, on the same page ------------------------------------------------------------------


def test_their_name_and_number_stand_on_the_sheet_and_looking_begins_nothing(
    editor: Client,
) -> None:
    jo = asked()
    shown = words(editor.get(f"{LIST}{jo.pk}/"))
    assert 'value="Jo Carer"' in shown
    assert 'value="01234 567890"' in shown
    assert "Read this out, then ask" in shown
    assert not Submission.objects.exists()


def test_it_is_saved_while_they_talk_and_sent_when_it_is_read_back(editor: Client) -> None:
    jo = asked()
    address = f"{LIST}{jo.pk}/"
    saved = editor.post(address, TYPED | {"do": "save", "told_on": "2020-11-13"})
    assert saved.headers["Location"] == address
    draft = Submission.objects.get()
    assert given_of(draft).answers["idea"] == "We run groups by video."
    assert "We run groups by video.</textarea>" in words(editor.get(address))

    form = TYPED | {
        "do": "send",
        "told_on": "2020-11-13",
        "version": draft.version,
        "consent": "no",
    }
    sending = editor.post(address, form)

    assert sending.headers["Location"] == f"/programme/entries/{draft.pk}/"
    draft.refresh_from_db()
    jo.refresh_from_db()
    assert (str(draft), draft.way, jo.state) == ("SL-1", "telephone", "done")
    shown = words(editor.get(sending.headers["Location"]))
    assert "Reference SL-1" in shown
    assert "They left no e-mail address: read the reference out" in shown


def test_faults_are_marked_and_what_was_written_is_kept(editor: Client) -> None:
    jo = asked()
    address = f"{LIST}{jo.pk}/"
    answer = editor.post(
        address, TYPED | {"do": "send", "answers.idea": "", "told_on": "2020-11-13"}
    )
    assert answer.headers["Location"] == f"{address}?mend="
    shown = words(editor.get(f"{address}?mend="))
    assert "There is something to mend" in shown
    assert "a few lines are enough." in shown
    again = editor.post(
        address,
        TYPED
        | {
            "do": "send",
            "email": "jo at",
            "told_on": "2020-11-13",
        },
    )
    assert again.status_code == 422
    assert "name@example.org" in words(again)
    assert given_of(Submission.objects.get()).email == "jo at"
    jo.refresh_from_db()
    assert jo.state == "waiting"


def seen_on(answer: Any) -> str:
    mark = re.search(r'name="seen" value="(\w+)"> ', words(answer))
    assert mark
    return mark[1]


def test_a_colleague_s_saving_is_not_overwritten_unseen(editor: Client) -> None:
    jo = asked()
    address = f"{LIST}{jo.pk}/"
    editor.post(address, TYPED | {"do": "save", "told_on": "2020-11-13"})
    theirs = TYPED | {"do": "save", "told_on": "2020-11-13", "seen": seen_on(editor.get(address))}
    editor.post(address, theirs | {"answers.idea": "By a colleague."})
    mine = editor.post(address, theirs | {"answers.idea": "Mine."})
    assert mine.status_code == 409
    assert "Mine.</textarea>" in words(mine)
    assert given_of(Submission.objects.get()).answers["idea"] == "By a colleague."
    editor.post(address, theirs | {"answers.idea": "Mine.", "seen": seen_on(mine)})
    assert given_of(Submission.objects.get()).answers["idea"] == "Mine."


def test_it_is_kept_while_they_talk_and_the_first_word_begins_it(editor: Client) -> None:
    jo = asked()
    address = f"{LIST}{jo.pk}/"
    page = editor.get(address)
    assert f'data-autosave="{address}keep/"' in words(page)
    form = TYPED | {"told_on": "2020-11-13", "seen": seen_on(page)}
    first = editor.post(f"{address}keep/", form | {"answers.idea": "We r"})
    assert (first.status_code, set(first.json())) == (200, {"seen", "at"})
    second = form | {"answers.idea": "We run", "seen": first.json()["seen"]}
    assert editor.post(f"{address}keep/", second).status_code == 200
    draft = Submission.objects.get()
    assert given_of(draft).answers["idea"] == "We run"
    stale = editor.post(f"{address}keep/", form | {"answers.idea": "We run away"})
    assert (stale.status_code, "another device" in stale.json()["says"]) == (409, True)
    assert editor.get(f"{address}keep/").status_code == 405
    own = f"/programme/entries/{draft.pk}/keep/"
    assert editor.post(own, second | {"seen": seen_on(editor.get(address))}).status_code == 200
    finish(draft, given(), by=User.objects.get(email="editor@example.org"))
    assert editor.post(own, second).status_code == 409
    assert editor.post(f"{address}keep/", second).status_code == 409


def test_words_that_may_be_about_a_child_are_quoted_before_they_are_sent(editor: Client) -> None:
    jo = asked()
    address = f"{LIST}{jo.pk}/"
    about = TYPED | {
        "told_on": "2020-11-13",
        "answers.idea": "We helped a boy called Jayden, born 3.4.2011.",
    }
    editor.post(address, about | {"do": "save"})
    looked = editor.post(address, about | {"do": "send", "seen": seen_on(editor.get(address))})
    assert looked.status_code == 422
    assert "Is this about a child?" in words(looked)
    draft = Submission.objects.get()
    assert draft.state == "draft"
    sure = about | {"do": "all_the_same", "seen": seen_on(looked)}
    assert editor.post(address, sure).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, bool(draft.warned_of)) == ("sent", True)


def test_the_desk_and_the_front_page_count_what_waits(editor: Client, client: Client) -> None:
    ed = User.objects.get(email="editor@example.org")
    assert what_waits(ed) == []
    asked()
    sent(call("Good ideas", closes_in=None))
    lines = [line.sentence for line in what_waits(ed)]
    assert lines == ["1 person waits to be rung", "1 idea waits for a reply"]
    front = words(editor.get("/"))
    assert all(line in front for line in lines)
    assert lines[0] not in words(client.get("/"))


# Without having been asked ---------------------------------------------------------------------


def test_an_idea_is_entered_for_somebody_who_rings_or_suggests_it(editor: Client) -> None:
    call()
    address = "/programme/calls/silver-linings/enter/"
    assert "A consultant" in words(editor.get(address))
    assert not Submission.objects.exists()
    told = TYPED | {"told_on": "13 November 2020", "role": "Consultant"}
    first = editor.post(address, told | {"do": "save"})
    draft = Submission.objects.get()
    on = f"/programme/entries/{draft.pk}/"
    assert first.headers["Location"] == on
    assert "Jo Carer" in words(editor.get(LIST)), "what was begun is found again"
    editor.post(on, told | {"do": "send", "email": "jo@example.org"})
    draft.refresh_from_db()
    assert (str(draft), draft.told_on, draft.role) == ("SL-1", dt.date(2020, 11, 13), "Consultant")
    assert "A copy is on its way to jo@example.org" in words(editor.get(on))
    assert editor.post(on, told | {"do": "send"}).status_code == 409
    assert Submission.objects.count() == 1


def test_a_day_that_is_none_or_to_come_is_mended_and_nothing_lost(editor: Client) -> None:
    call()
    address = "/programme/calls/silver-linings/enter/"
    first = editor.post(address, TYPED | {"do": "send", "told_on": "last week"})
    draft = Submission.objects.get()
    assert first.headers["Location"] == f"/programme/entries/{draft.pk}/?mend="
    answer = editor.post(
        f"/programme/entries/{draft.pk}/",
        TYPED | {"do": "send", "told_on": "1 January 2999"},
    )
    assert answer.status_code == 422
    assert "still to come" in words(answer)
    assert given_of(draft).name == "Jo Carer"


def test_nothing_is_entered_for_a_call_that_is_not_open(editor: Client) -> None:
    call(opened=-DAY)
    answer = editor.post("/programme/calls/silver-linings/enter/", TYPED | {"do": "save"})
    assert answer.status_code == 409
    assert "takes no answers now" in words(answer)
    assert not Submission.objects.exists()


def test_what_was_written_outlives_the_session(editor: Client, client: Client) -> None:
    call()
    address = "/programme/calls/silver-linings/enter/"
    client.post(address, TYPED | {"do": "save", "told_on": "2020-11-13"})
    client.force_login(
        User.objects.get(email="editor@example.org"),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    assert "We run groups by video.</textarea>" in words(client.get(address))


# For whoever rings -----------------------------------------------------------------------------


def test_it_is_found_by_its_reference_and_shows_how_to_know_who_rings(editor: Client) -> None:
    one = sent(call())
    find = "/programme/on-behalf/"
    assert editor.get(find, {"reference": " sl-1 "}).headers["Location"] == f"{find}{one}/"
    assert "Nothing has this reference" in words(editor.get(find, {"reference": "SL-9"}))
    shown = words(editor.get(f"{find}{one}/"))
    assert "Go on only if they say" in shown
    assert "Sam Practitioner" in shown


def test_it_is_changed_for_them_with_a_reason(editor: Client) -> None:
    one = sent(call())
    address = f"/programme/on-behalf/{one}/change/"
    form = {
        "answers.idea": "We run them still.", "name": "Sam Practitioner", "email": "sam@example.org",
        "version": one.version, "is_who_they_say": "on", "reason": "rang to add to it",
    }  # fmt: skip
    unsure = editor.post(address, form | {"is_who_they_say": ""})
    assert unsure.status_code == 422
    assert "We run them still.</textarea>" in words(unsure)
    faulty = editor.post(address, form | {"name": ""})
    assert (faulty.status_code, "Give your name." in words(faulty)) == (422, True)
    one.refresh_from_db()
    assert (sent_of(one).answers["idea"], one.typed) == ("We run groups by video.", None)
    assert editor.post(address, form).status_code == 302
    one.refresh_from_db()
    assert sent_of(one).answers["idea"] == "We run them still."
    assert one.wordings.count() == 2
    stale = editor.post(address, form | {"answers.idea": "Once more."})
    assert stale.status_code == 409


def test_it_is_withdrawn_for_them_also_after_the_call_closed(editor: Client) -> None:
    one = sent(call())
    address = f"/programme/on-behalf/{one}/"
    assert editor.post(address, {"reason": "rang"}).status_code == 422
    sure = {"reason": "rang to take it back", "is_who_they_say": "on"}
    assert editor.post(address, sure).status_code == 302
    one.refresh_from_db()
    assert one.state == "withdrawn"
    assert editor.post(address, sure).status_code == 409
    assert "can no longer be changed" in words(editor.get(address))
