"""Answers are put into themes: proposed by their words, moved by hand, each with its event."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import User
from alliance.evidence.erasing import erase
from alliance.evidence.models import Call, Submission, Theme
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.sending import withdraw
from alliance.evidence.triage import theming
from alliance.jobs.models import Job
from tests.evidence import invented

pytestmark = pytest.mark.django_db
ADDRESS = "/programme/calls/silver-linings/themes/"
VIDEO = (
    "Children see their parents in a video visit each Sunday.",
    "A video visit opens with a song; toddlers like it.",
    "Brothers in two homes have a video visit and cook.",
)
LAPTOPS = (
    "We lent laptops with data to pupils without any.",
    "Old laptops were repaired and lent to care leavers.",
)


@pytest.fixture
def call() -> Call:
    made = invented.call()
    for text in (*VIDEO, *LAPTOPS, "Signs in braille."):
        invented.sent(made, invented.given(text))
    return made


@pytest.fixture
def by(editor: Client) -> User:
    return editor.user  # type: ignore[attr-defined,no-any-return]


def under(call: Call) -> dict[str, list[str]]:
    """The references under each theme, and under none."""
    found: dict[str, list[str]] = {}
    for row in call.submissions.select_related("theme").order_by("number"):
        found.setdefault(str(row.theme or ""), []).append(row.reference)
    return found


def answer(call: Call, number: int) -> Submission:
    return call.submissions.get(number=number)


def theme_of(call: Call, number: int) -> Theme:
    found = answer(call, number).theme
    assert found is not None
    return found


def test_themes_are_proposed_and_say_that_nobody_has_looked(call: Call, by: User) -> None:
    theming.apply_proposal(call, by=by)
    assert sorted(under(call).values()) == [["SL-1", "SL-2", "SL-3"], ["SL-4", "SL-5"], ["SL-6"]]
    first = answer(call, 1)
    assert first.theme_by is None
    assert "video visit" in first.theme_words
    assert theme_of(call, 1).made_by is None
    assert history(first)[0].verb == "proposed a theme for"


def test_proposing_again_moves_nothing_that_stands_and_takes_in_what_is_new(
    call: Call, by: User
) -> None:
    theming.apply_proposal(call, by=by)
    before = under(call)
    theming.apply_proposal(call, by=by)
    assert under(call) == before
    name = str(theme_of(call, 1))
    invented.sent(call, invented.given("Grandparents join the video visit."))
    theming.apply_proposal(call, by=by)
    assert under(call)[name] == ["SL-1", "SL-2", "SL-3", "SL-7"]


@pytest.mark.parametrize("afresh", [False, True])
def test_what_a_hand_put_somewhere_stays_there(call: Call, by: User, afresh: bool) -> None:
    theming.apply_proposal(call, by=by)
    laptops = theme_of(call, 4)
    theming.place(call, [answer(call, 1).pk], laptops, by=by)
    theming.apply_proposal(call, by=by, afresh=afresh)
    assert theme_of(call, 1) == laptops
    assert answer(call, 1).theme_by == by


def test_afresh_takes_back_what_nobody_kept_and_leaves_what_was_made_or_named_by_hand(
    call: Call, by: User
) -> None:
    theming.apply_proposal(call, by=by)
    named = theming.rename(theme_of(call, 4), "Machines to learn with", by=by)
    made = theming.make(call, "Odd ones", by=by)
    proposed = theme_of(call, 1).pk
    theming.apply_proposal(call, by=by, afresh=True)
    assert {named.pk, made.pk} <= set(call.themes.values_list("pk", flat=True))
    assert not call.themes.filter(pk=proposed).exists()
    assert sorted(under(call).values()) == [["SL-1", "SL-2", "SL-3"], ["SL-4", "SL-5"], ["SL-6"]]


def test_keeping_what_was_proposed_makes_it_ones_own(call: Call, by: User) -> None:
    theming.apply_proposal(call, by=by)
    theme = theme_of(call, 1)
    within = list(theme.submissions.values_list("pk", flat=True))
    assert theming.place(call, within, theme, by=by) == 3
    assert answer(call, 1).theme_by == by
    assert answer(call, 1).theme_words  # why it was there is still told
    assert history(answer(call, 1))[0].verb == "kept in its theme"
    assert theming.place(call, within, theme, by=by) == 0


def test_what_somebody_else_moved_meanwhile_is_not_moved_over(call: Call, by: User) -> None:
    one, other = theming.make(call, "One", by=by), theming.make(call, "Other", by=by)
    first = answer(call, 1)
    theming.place(call, [first.pk], one, by=by)
    with pytest.raises(CannotBeDone, match="SL-1"):
        theming.place(call, [first.pk, answer(call, 2).pk], other, by=by, seen={first.pk: 0})
    assert under(call)["One"] == ["SL-1"]
    assert "SL-2" in under(call)[""]


def test_merging_moves_all_by_hand_and_takes_the_empty_one_away(call: Call, by: User) -> None:
    theming.apply_proposal(call, by=by)
    video, laptops = theme_of(call, 1), theme_of(call, 4)
    theming.merge(video, into=laptops, by=by)
    assert under(call)[laptops.name] == ["SL-1", "SL-2", "SL-3", "SL-4", "SL-5"]
    assert not Theme.objects.filter(pk=video.pk).exists()
    assert answer(call, 1).theme_by == by
    with pytest.raises(CannotBeDone, match="not there any more"):
        theming.merge(video, into=laptops, by=by)


def test_splitting_off_makes_a_theme_of_what_is_ticked_or_nothing_at_all(
    call: Call, by: User
) -> None:
    theming.split_off(call, [answer(call, 1).pk], "Sundays", by=by)
    assert under(call)["Sundays"] == ["SL-1"]
    with pytest.raises(CannotBeDone, match="Tick"):
        theming.split_off(call, [], "Nothing", by=by)
    assert not call.themes.filter(name="Nothing").exists()


@pytest.mark.parametrize(
    ("name", "says"), [(" ", "Give"), ("x" * 101, "Shorten"), ("VIDEO", "There is a theme")]
)
def test_a_theme_has_a_name_of_its_own(call: Call, by: User, name: str, says: str) -> None:
    theming.make(call, "Video", by=by)
    with pytest.raises(CannotBeDone, match=says):
        theming.make(call, name, by=by)


def test_a_name_is_not_written_over_another_that_came_meanwhile(call: Call, by: User) -> None:
    theme = theming.make(call, "Video", by=by)
    theming.rename(theme, "Video visits", by=by, seen="Video")
    with pytest.raises(CannotBeDone, match="Video visits"):
        theming.rename(theme, "Screens", by=by, seen="Video")


def test_only_an_empty_theme_is_taken_away(call: Call, by: User) -> None:
    theme = theming.make(call, "Video", by=by)
    theming.place(call, [answer(call, 1).pk], theme, by=by)
    with pytest.raises(CannotBeDone, match="not empty"):
        theming.remove(theme, by=by)
    theming.place(call, [answer(call, 1).pk], None, by=by)
    theming.remove(theme, by=by)
    assert not call.themes.exists()


def test_themes_have_an_order_that_stops_at_its_ends(call: Call, by: User) -> None:
    themes = [theming.make(call, name, by=by) for name in ("A", "B", "C")]
    theming.step(themes[2], up=True, by=by)
    theming.step(themes[0], up=True, by=by)
    assert [str(each) for each in call.themes.all()] == ["A", "C", "B"]


def test_withdrawn_and_erased_answers_are_not_sorted(call: Call, by: User) -> None:
    withdraw(answer(call, 2), by=None)
    erase(answer(call, 3), by=by, reason="asked for")
    theming.apply_proposal(call, by=by)
    assert answer(call, 2).theme is None
    assert answer(call, 3).theme is None
    with pytest.raises(CannotBeDone, match="Tick"):
        theming.place(call, [answer(call, 2).pk], theming.make(call, "A", by=by), by=by)


def test_an_answer_of_another_call_is_never_moved(call: Call, by: User) -> None:
    other = invented.call("Another Matter")
    stranger = invented.sent(other)
    theme = theming.make(call, "Video", by=by)
    with pytest.raises(CannotBeDone):
        theming.place(call, [stranger.pk], theme, by=by)
    with pytest.raises(CannotBeDone, match="not there"):
        theming.place(other, [stranger.pk], theme, by=by)


# The board -------------------------------------------------------------------------------------


def test_the_board_proposes_moves_and_keeps_by_buttons(editor: Client, call: Call) -> None:
    assert "Propose themes" in editor.get(ADDRESS).content.decode()
    page = editor.post(ADDRESS, {"do": "propose"}, follow=True).content.decode()
    assert "2 themes proposed" in page
    assert "proposed by" in page
    laptops, first = theme_of(call, 4), answer(call, 1)
    ticked = f"{first.pk}-{first.theme_id}"
    editor.post(ADDRESS, {"do": "move", "to": str(laptops.pk), "answer": ticked})
    assert theme_of(call, 1) == laptops
    editor.post(ADDRESS, {"do": f"keep-{laptops.pk}"})
    assert answer(call, 4).theme_by == editor.user  # type: ignore[attr-defined]
    editor.post(
        ADDRESS,
        {
            "do": f"rename-{laptops.pk}",
            f"name-{laptops.pk}": "Machines",
            f"seen-{laptops.pk}": laptops.name,
        },
    )
    assert str(theme_of(call, 4)) == "Machines"
    editor.post(
        ADDRESS, {"do": "split", "split_name": "Sundays", "answer": f"{first.pk}-{laptops.pk}"}
    )
    assert str(theme_of(call, 1)) == "Sundays"


def test_a_refusal_keeps_what_was_ticked(editor: Client, call: Call) -> None:
    first = answer(call, 1)
    response = editor.post(ADDRESS, {"do": "split", "split_name": " ", "answer": f"{first.pk}-0"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Give the theme a name." in page
    assert re.search(rf'value="{first.pk}-0"[^>]* checked>', page)


@pytest.mark.parametrize("do", ["", "nonsense", "merge-999", "rename-x", "keep-"])
def test_a_button_that_is_none_is_refused_in_words(editor: Client, call: Call, do: str) -> None:
    assert editor.post(ADDRESS, {"do": do}).status_code == 422


def test_many_answers_are_sorted_by_a_job(
    editor: Client, call: Call, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:  # fmt: skip
    monkeypatch.setattr("alliance.evidence.triage.board.AT_ONCE", 3)
    response = editor.post(ADDRESS, {"do": "propose"})
    job = Job.objects.get(path__endswith="propose_themes")
    assert response["Location"] == job.get_absolute_url()


def test_an_empty_call_says_what_will_be_here(editor: Client) -> None:
    invented.call()
    assert "There is nothing to sort yet." in editor.get(ADDRESS).content.decode()
