"""From a decided submission to a wording: consent honoured, nobody overwritten."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from alliance.audit.trail import history
from alliance.evidence.models import Case, CaseFigure, Enclosure, Submission
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.showcase.checking import record_consent
from alliance.evidence.showcase.making import make_showcase, set_order
from alliance.evidence.showcase.writing import (
    Given,
    Written,
    add_case,
    change_case,
    choose_picture,
    draft_case,
    take_picture_off,
)
from tests.evidence.invented import authority, call, sent, whole
from tests.evidence.showcase.invented import (
    FIGURE,
    agreed,
    chosen,
    drafted,
    picture,
    showcase,
    support,
    written,
)

pytestmark = pytest.mark.django_db
TOLD = Given(consent="named", how="By telephone on 3 March 2021, the head of the team")


def test_a_case_is_drafted_with_what_was_sent_and_who_agreed() -> None:
    case = drafted()
    assert (case.title, case.done) == ("Groups by video", "We run groups by video.")
    assert (case.is_named, case.whose) == (True, "Early help team, Kent")
    assert [str(row) for row in case.authorities.all()] == ["Kent"]
    assert [str(row) for row in case.sections.all()] == ["Early help"]
    assert case.consent_how.startswith("With SL-1, on ")
    assert case.owner_email == "sam@example.org"


@pytest.mark.parametrize(
    ("consent", "said"), [("", "has not said"), ("no", "may not be published")]
)
def test_without_consent_nothing_is_drafted_until_it_is_recorded_who_gave_it(
    consent: str, said: str
) -> None:
    submission = chosen(consent=consent)
    within = showcase(of=submission.call)
    with pytest.raises(CannotBeDone, match=said):
        draft_case(submission, within, by=support())
    case = draft_case(submission, within, by=support(), consent=TOLD)
    assert case.consent_how == TOLD.how
    assert TOLD.how in {event.reason for event in history(case)}


def test_who_agreed_without_a_name_is_nowhere_named() -> None:
    unnamed = drafted(consent="unnamed")
    assert (unnamed.is_named, unnamed.whose, unnamed.contact) == (False, "", "")
    assert not unnamed.authorities.exists()
    for name in ("Kent", "Sam Practitioner", "early help TEAM"):
        with pytest.raises(CannotBeDone, match="without their name"):
            written(unnamed, done=f"In {name} we began.")
    kept = written(unnamed, done="We began.", whose="Kent", authorities=[authority("Kent")])
    assert (kept.whose, kept.authorities.count()) == ("", 0)


def test_what_was_not_chosen_withdrawn_or_drafted_before_is_not_drafted() -> None:
    where = call()
    within = showcase(of=where)
    with pytest.raises(CannotBeDone, match="not decided"):
        draft_case(sent(where, whole()), within, by=support())
    submission = chosen(where)
    draft_case(submission, within, by=support())
    with pytest.raises(CannotBeDone, match="already"):
        draft_case(submission, within, by=support())
    gone = chosen(where)
    Submission.objects.filter(pk=gone.pk).update(state="withdrawn", withdrawn_at=gone.sent_at)
    gone.refresh_from_db()
    with pytest.raises(CannotBeDone, match="withdrawn"):
        draft_case(gone, within, by=support())


def test_two_editors_do_not_overwrite_each_other() -> None:
    case = drafted()
    seen = case.version
    change_case(case, Written(texts={"title": "Mine"}), by=support(), version=seen)
    with pytest.raises(CannotBeDone, match="Somebody else"):
        change_case(case, Written(texts={"title": "Yours"}), by=support(), version=seen)
    assert Case.objects.get(pk=case.pk).title == "Mine"


def test_a_figure_stands_only_with_its_period_and_source() -> None:
    case = written(drafted(), figures=[FIGURE, FIGURE | {"what": "Fathers"}])
    assert [row.what for row in case.figures.all()] == ["Parents at a group", "Fathers"]
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFigure.objects.create(case=case, what="x", after="1", period="June")


def test_another_wording_of_an_agreed_case_goes_back_to_its_owner_and_order_does_not() -> None:
    case = agreed()
    assert written(case, done=f"{case.done}  ").state == Case.State.AGREED
    theme = case.showcase.call and case.showcase.call.themes.create(name="By video")
    assert written(case, theme=theme).state == Case.State.AGREED
    changed = written(case, done="Something else.")
    assert (changed.state, changed.agreed_at, changed.agreed_how) == ("draft", None, "")


def test_a_figure_or_a_picture_that_changed_goes_back_to_its_owner_too() -> None:
    case = agreed()
    assert written(case, figures=[FIGURE]).state == Case.State.DRAFT
    case = agreed(case)
    case = choose_picture(
        case,
        picture(),
        says="A ring of chairs",
        names_nobody=False,
        by=support(),
        version=case.version,
    )
    assert case.state == Case.State.DRAFT


def put(case: Case, says: str, *, names_nobody: bool) -> Case:
    return choose_picture(
        case, picture(), says=says, names_nobody=names_nobody, by=support(), version=case.version
    )


def test_a_picture_needs_words_and_of_whom_is_not_named_somebody_to_look() -> None:
    case = drafted()
    with pytest.raises(CannotBeDone, match="what the picture shows"):
        put(case, "", names_nobody=True)
    case = record_consent(case, consent="unnamed", how="By telephone", by=support())
    with pytest.raises(CannotBeDone, match="gives nobody away"):
        put(case, "A ring", names_nobody=False)
    with pytest.raises(CannotBeDone, match="Kent"):
        put(case, "The ring at Kent", names_nobody=True)
    case = put(case, "A ring", names_nobody=True)
    assert (case.picture_width, case.picture_height) == (1280, 800)
    case = take_picture_off(case, by=support())
    assert (case.picture_file.name, case.picture_says) == ("", "")


def test_a_case_without_a_submission_says_how_its_owner_agreed() -> None:
    case = add_case(
        showcase(), title="Walks", consent=TOLD, owner_name="Ana", owner_email="", by=support()
    )
    assert (case.submission, case.is_named, case.consent_how) == (None, True, TOLD.how)


def test_consent_narrowed_later_takes_out_what_named_them() -> None:
    case = agreed()
    narrowed = record_consent(case, consent="unnamed", how="By telephone", by=support())
    assert (narrowed.state, narrowed.is_named, narrowed.whose) == ("draft", False, "")
    assert not narrowed.authorities.exists()


def test_cases_are_put_in_order_and_ids_of_others_count_for_nothing() -> None:
    one = drafted()
    two = draft_case(chosen(one.showcase.call), one.showcase, by=support())
    set_order(one.showcase, {one.pk: 2, two.pk: 1, 999: 0}, by=support())
    assert list(one.showcase.cases.order_by("position")) == [two, one]


def test_a_call_has_one_showcase() -> None:
    where = call()
    showcase(of=where)
    with pytest.raises(CannotBeDone, match="already"):
        make_showcase(title="Another", call=where, by=None)


@pytest.mark.parametrize(
    "fields",
    [
        {"is_named": True, "consent": "unnamed"},
        {"is_named": False},  # and still says whose it is
        {"state": "checking", "consent": ""},
        {"state": "withdrawn"},  # without a reason
        {"picture_file": "a.jpg", "picture_says": ""},
    ],
)
def test_the_database_keeps_consent(fields: dict[str, object]) -> None:
    case = drafted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**fields)


def test_an_enclosure_that_goes_leaves_the_copy_that_readers_have() -> None:
    case = drafted()
    enclosure = Enclosure.objects.create(
        submission=case.submission, kind="picture", file="evidence/x.jpg", name="x.jpg", size=1, sha256="0" * 64
    )  # fmt: skip
    case = choose_picture(
        case, picture(), says="A ring", names_nobody=False, by=support(), version=case.version, enclosure=enclosure
    )  # fmt: skip
    enclosure.delete()
    case.refresh_from_db()
    assert (case.picture, bool(case.picture_file)) == (None, True)
