"""The sample's showcases: one launched, of the call before; one in the making. All of it invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from alliance.delivery import keep
from alliance.directory.models import Authority, RoleKind, User
from alliance.evidence.models import (
    AlsoDoing,
    Announcement,
    Call,
    Case,
    CaseCheck,
    Decision,
    FollowUp,
    Showcase,
    Submission,
    Theme,
)
from alliance.evidence.showcase.checking import ask, say
from alliance.evidence.showcase.launching import launch
from alliance.evidence.showcase.making import make_showcase
from alliance.evidence.showcase.months import months_after
from alliance.evidence.showcase.rows import TEXTS
from alliance.evidence.showcase.writing import Written, change_case, choose_picture, draft_case
from alliance.evidence.triage.theming import place as put_into
from alliance.library.models import Publication, Version
from alliance.search.registry import together

from .drawings import drawing

BEFORE, NOW = "help-that-comes-early", "silver-linings"
LAUNCHED = 238
"""Days before the sample's day on which the first was launched: its follow-ups are due by now."""
INVENTED = "invented for the sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCase:
    """What an editor made of one answer, by its number in the call."""

    number: int
    theme: str
    summary: str
    scene: str = ""
    shows: str = ""
    figures: tuple[tuple[str, str, str, str], ...] = ()
    """What, before, after, period; the source is invented and says so."""
    others: tuple[tuple[str, str], ...] = ()
    """An authority's slug, and how it does the same."""
    lasted: str = ""
    lasted_words: str = ""


THEMES = (
    ("Where families are anyway", "Help that waits where people come for something else."),
    ("Noticing sooner", "Small habits by which a school or a team sees what is quiet."),
)
CASES = (
    SampleCase(
        number=1, theme=THEMES[0][0], scene="gate", shows="A drawing of a garden gate with a cup on it",
        summary="Two mornings of coffee at the nursery gate, and families ask for help before they need much of it.",
        figures=(("Families who asked for something", "9", "47", "the year before, and the first year"),
                 ("Of these, who needed nobody else", "", "31", "the first year")),
        others=(("hampshire", "With a health visitor on one of the mornings."), ("slough", "")),
        lasted="stuck", lasted_words="Three mornings a week now. Parents of the first year lead one of them.",
    ),
    SampleCase(
        number=3, theme=THEMES[0][0], scene="chairs", shows="A drawing of three chairs under a clock",
        summary="Debt advice on vaccination days reaches families who would not have made an appointment.",
        figures=(("Families advised", "", "138", "nine months"),
                 ("More in a family’s month, on average", "", "£212", "nine months")),
        others=(("medway", "In two surgeries, on Thursdays."),),
        lasted="changed", lasted_words="The adviser comes every other week; the health visitors book for her.",
    ),
    SampleCase(
        number=4, theme=THEMES[0][0], scene="pool", shows="A drawing of a swimming pool with a bench beside it",
        summary="An hour by the pool while children swim is when parents have time to plan for what comes after school.",
        figures=(("Families who began to plan two years earlier", "0 of 28", "19 of 28", "one school year"),),
    ),
    SampleCase(
        number=2, theme=THEMES[1][0], scene="list", shows="A drawing of a short list, one line of it marked",
        summary="Each Friday a school lists the pupils who went quiet, and one adult speaks to each by Tuesday.",
        figures=(("Pupils named", "", "64", "one school year"),
                 ("Helped with something nobody had known", "", "12", "one school year")),
        others=(("portsmouth", "In two primary schools."),),
        lasted="stuck", lasted_words="It is in the school’s calendar. A new deputy head took it over without a gap.",
    ),
    SampleCase(
        number=5, theme=THEMES[0][0], scene="walk", shows="A drawing of a path between trees",
        summary="New fathers walk with prams on Saturdays, led by fathers who walked the year before.",
        figures=(("Fathers who walked", "", "33", "one year"), ("Of these, who lead walks now", "", "9", "one year")),
    ),
    SampleCase(
        number=6, theme=THEMES[1][0], scene="shop", shows="A drawing of clothes on a rail",
        summary="A shop that lends school uniforms hears first when the rent is late.",
        figures=(("Uniforms lent", "", "260", "one year"), ("Families who took advice about rent", "", "41", "one year")),
        lasted="ended", lasted_words="The room was needed. The rails are at a church hall now, without the advice.",
    ),
)  # fmt: skip


def load_showcases(day: dt.date) -> int:
    """Both showcases as of a day, once; how many pages they have."""
    if Showcase.objects.exists():
        return 0
    support = User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_SUPPORT).first()
    if support is None:
        return 0
    with transaction.atomic(), together(), keep.together():
        return _launched(day, support) + _in_the_making(support)


def _launched(day: dt.date, by: User) -> int:
    call = Call.objects.filter(slug=BEFORE).first()
    if call is None:
        return 0
    showcase = make_showcase(
        title="Help that comes early", call=call, by=by, summary="Six ways in which help found families sooner"
    )  # fmt: skip
    showcase.introduction = (
        "Help is cheapest, and kindest, when it comes early. A panel read what was sent to our call and "
        "chose these six.\n\nEverything here is invented, so that you can see what a showcase looks like."
    )
    showcase.save()
    themes = {
        name: Theme.objects.create(call=call, name=f"{name}", about=about, position=90 + place)
        for place, (name, about) in enumerate(THEMES)
    }
    for name, theme in themes.items():
        numbers = [sample.number for sample in CASES if sample.theme == name]
        put_into(
            call,
            call.submissions.filter(number__in=numbers).values_list("pk", flat=True),
            theme,
            by=by,
        )
    made = [
        (sample, case)
        for sample in CASES
        if (case := _case(showcase, sample, themes[sample.theme], by)) is not None
    ]
    at = timezone.make_aware(dt.datetime.combine(day - dt.timedelta(days=LAUNCHED), dt.time(9)))
    # It was told to the editors of a bulletin that has long come out.
    Announcement.objects.get_or_create(
        call=call, occasion=Announcement.Occasion.LAUNCH, defaults={"at": at}
    )
    launch(showcase, by=by)
    for _, case in made:  # only now: at the launch nobody was to be written to
        if case.submission:
            Case.objects.filter(pk=case.pk).update(owner_email=case.submission.email)
    _date_back(showcase, at)
    for sample, case in made:
        _after(sample, case, at)
    return len(made)


def _case(showcase: Showcase, sample: SampleCase, theme: Theme, by: User) -> Case | None:
    """Drafted, written, given its picture, and agreed to by telephone: nobody reads mail at these addresses."""
    submission = Submission.objects.filter(call=showcase.call_id, number=sample.number).first()
    if submission is None or not _chosen(submission, by):
        return None
    case = draft_case(submission, showcase, by=by)
    case.owner_email = ""
    case.save(update_fields=["owner_email"])
    texts = {name: getattr(case, name) for name in TEXTS} | {"summary": sample.summary}
    if not texts["problem"]:
        texts["problem"] = "Nobody had asked."
    written = Written(
        texts=texts,
        figures=[
            {"what": what, "before": before, "after": after, "period": period, "source": f"Their own record, {INVENTED}"}
            for what, before, after, period in sample.figures
        ],
        theme=theme,
        sections=list(case.sections.all()),
        authorities=list(case.authorities.all()),
    )  # fmt: skip
    case = change_case(case, written, by=by, version=case.version)
    if sample.scene:
        case = choose_picture(
            case, drawing(sample.scene), says=sample.shows, names_nobody=not case.is_named, by=by, version=case.version
        )  # fmt: skip
    who = submission.name if case.is_named else "Whoever it is of"
    say(ask(case, by=by), CaseCheck.Said.AGREED, who=who, how="by telephone", by=by)
    return case


def _chosen(submission: Submission, by: User) -> bool:
    """Whether it was decided for the showcase; where nothing was decided, it is now."""
    current = submission.decisions.filter(is_current=True).first()
    if current is None:
        Decision.objects.create(
            submission=submission, outcome=Decision.Outcome.SHOWCASE, why="Others can copy it at once.", decided_by=by
        )  # fmt: skip
        return True
    return current.outcome == Decision.Outcome.SHOWCASE


def _date_back(showcase: Showcase, at: dt.datetime) -> None:
    """As it is when all of it happened then."""
    on = timezone.localdate(at)
    Showcase.objects.filter(pk=showcase.pk).update(launched_at=at)
    cases = Case.objects.filter(showcase=showcase)
    cases.update(shown_at=at, changed_at=at, agreed_at=at - dt.timedelta(days=9))
    before = {"sent_at": at - dt.timedelta(days=12), "said_at": at - dt.timedelta(days=9)}
    CaseCheck.objects.filter(case__in=cases).update(**before)
    FollowUp.objects.filter(case__in=cases).update(due_on=months_after(on, 6))
    publications = Publication.objects.filter(
        pk=Showcase.objects.get(pk=showcase.pk).publication_id
    )
    Version.objects.filter(publication__in=publications).update(published_on=on)
    for publication in publications:
        publication.follow()


def _after(sample: SampleCase, case: Case, launched: dt.datetime) -> None:
    """Who does it too, and whether it lasted."""
    for number, (slug, words) in enumerate(sample.others, 1):
        AlsoDoing.objects.create(
            case=case,
            authority=Authority.objects.get(slug=slug),
            words=words,
            state=AlsoDoing.State.SHOWN,
            at=launched + dt.timedelta(days=20 * number),
        )
    if sample.lasted:
        due = case.follow_ups.get().due_on
        asked = timezone.make_aware(dt.datetime.combine(due, dt.time(7, 20)))
        case.follow_ups.update(
            asked_at=asked,
            found=sample.lasted,
            words=sample.lasted_words,
            said_at=asked + dt.timedelta(days=5),
            said_by="Whoever it is of",
            is_shown=True,
        )


def _in_the_making(by: User) -> int:
    """Of the open call: two pages, one of them with whoever it is of."""
    call = Call.objects.filter(slug=NOW).first()
    if call is None:
        return 0
    showcase = make_showcase(
        title="Silver Linings", call=call, by=by, summary="What we keep of a hard year"
    )
    made = 0
    for submission in call.submissions.filter(state="sent", consent="named").order_by("number"):
        if made < DRAFTS and submission.email and _chosen(submission, by):
            draft_case(submission, showcase, by=by)
            made += 1
    return made


DRAFTS = 2
