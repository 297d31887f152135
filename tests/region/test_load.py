"""The sample region goes into the database through the doors that real things come in by."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from typing import ClassVar

import pytest
from django.test import TestCase
from django.utils import timezone

from alliance.actions.models import AnswerKind, Reply
from alliance.actions.replies.letter import opened
from alliance.actions.replies.propose import propose
from alliance.bulletins.models import Appearance, Bulletin, Item
from alliance.delivery.models import Mailing, Subscriber
from alliance.directory.access import may_enter
from alliance.directory.models import (
    AccessGrant,
    AccessState,
    Alliance,
    Area,
    Authority,
    Person,
    Role,
    RoleKind,
    User,
)
from alliance.evidence.calls.standing import standing as standing_of_call
from alliance.evidence.models import Call
from alliance.evidence.taking.rows import definition_of
from alliance.library.link_check.states import State, counts
from alliance.library.models import (
    Agreement,
    Link,
    LinkFinding,
    ProtocolStanding,
    Publication,
    SignatureEntry,
    Version,
)
from alliance.pages.models import ProjectPage, SectionPage
from alliance.region.links import load_links
from alliance.region.load import NotTheSample, load_essentials, load_rest, load_sample
from alliance.region.people import reset_sign_ins
from alliance.region.weeks import plan
from alliance.region.workstreams import PROJECTS, SECTIONS
from alliance.region.write import matters_of, reading_of
from alliance.search.models import SearchEntry
from alliance.sources.models import Candidate, Sender, Source
from alliance.sources.standing import standing

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def rows() -> dict[str, int]:
    models = (
        Alliance,
        Authority,
        Person,
        Role,
        User,
        Bulletin,
        Item,
        Appearance,
        SectionPage,
        ProjectPage,
        Area,
        AccessGrant,
        Call,
        Agreement,
        SignatureEntry,
        ProtocolStanding,
        Version,
    )
    return {model.__name__: model.objects.count() for model in models}


def test_a_real_alliance_is_never_mixed_with_the_sample() -> None:
    Alliance.objects.create(name="A real alliance", short_name="Real")

    with pytest.raises(NotTheSample, match="A real alliance"):
        load_sample(today=TODAY)
    assert not Authority.objects.exists()


class TheEssentials(TestCase):
    """What a first page needs before the rest comes; loaded once for all of these."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_essentials(today=TODAY)

    def test_a_first_page_has_what_it_needs_before_the_rest_comes(self) -> None:
        alliance = Alliance.objects.get()
        assert alliance.is_sample
        assert alliance.host.name == "East Sussex"
        assert Authority.objects.count() == 19
        assert sorted(Bulletin.objects.values_list("number", flat=True)) == [739, 740]
        assert User.objects.filter(is_staff=True).count() == 2

    def test_items_carry_the_topic_of_their_matter(self) -> None:
        week = plan(TODAY)[-1]
        first = Appearance.objects.get(bulletin__number=740, position=0)
        assert [topic.slug for topic in first.item.topics.all()] == [week.news[0].matter.topic]
        [topic] = first.item.topics.all()
        entry = SearchEntry.objects.get(kind="News", object_id=str(first.item.pk))
        assert entry.topics == f"\n{topic.name}\n", "search narrows by topic too"

    def test_sign_ins_work_and_end_with_the_next_reset(self) -> None:
        first = reset_sign_ins()
        second = reset_sign_ins()

        assert first[0].label == "Programme manager"
        users = User.objects.all()
        can = {user.email for user in users if user.has_usable_password()}
        assert {s.email for s in first} == can
        for old, new in zip(first, second, strict=True):
            user = User.objects.get(email=new.email)
            assert user.check_password(new.password)
            assert not user.check_password(old.password)
            assert len(new.password) >= 12

    def test_every_authority_has_a_director_who_decides(self) -> None:
        directors = Role.objects.filter(kind=RoleKind.DCS, person__user__is_active=True)
        assert directors.values("authority").distinct().count() == Authority.objects.count() == 19


class TheWholeSample(TestCase):
    """Loaded once for all of these, which takes a quarter of a minute; each leaves it as it was.

    Somebody changes it on the way, as they may while the sample is served and the rest still comes.
    """

    told: ClassVar[list[str]] = []

    @classmethod
    def setUpTestData(cls) -> None:
        cls.told = []
        load_essentials(today=TODAY)
        Appearance.objects.filter(bulletin__number=740, position=0).update(title="Mended")
        load_sample(cls.told.append, today=TODAY)

    def test_what_somebody_changed_in_the_sample_stays(self) -> None:
        assert Appearance.objects.filter(title="Mended").count() == 1

    def test_links_stand_in_each_state_but_those_that_a_first_night_ends(self) -> None:
        """They have a past, though nobody was asked for them."""
        numbers = counts(Link.objects.held())
        assert sum(numbers.values()) == Link.objects.count()
        assert numbers[State.NEW] == numbers[State.NOT_ASKED] == 0
        assert all(numbers[state] for state in State if state not in {State.NEW, State.NOT_ASKED})
        assert numbers[State.WORKS] > sum(numbers.values()) * 0.7
        assert not LinkFinding.objects.filter(last_seen__date__gt=TODAY).exists()
        assert load_links(TODAY) == 0

    def test_loaded_again_on_another_day_it_changes_nothing(self) -> None:
        before = rows()
        load_sample(today=TODAY + dt.timedelta(weeks=3))

        assert rows() == before
        assert before["Bulletin"] == 50

    def test_an_interrupted_load_goes_on_where_it_stopped(self) -> None:
        Bulletin.objects.filter(number__in=[385, 386]).delete()
        load_rest()

        assert Bulletin.objects.count() == 50

    def test_each_matter_of_the_year_is_one_item(self) -> None:
        items, matters = defaultdict(set), defaultdict(set)
        for week in plan(TODAY):
            told = Appearance.objects.filter(bulletin__number=week.number).order_by("position")
            for matter, read, appearance in zip(
                matters_of(week), reading_of(week).items, told, strict=True
            ):
                key = matter.key if matter else read.title
                items[key].add(appearance.item_id)
                matters[appearance.item_id].add(key)

        assert {key: found for key, found in items.items() if len(found) > 1} == {}
        assert {item: keys for item, keys in matters.items() if len(keys) > 1} == {}

    def test_bulletins_name_nobody_whom_the_directory_does_not_know(self) -> None:
        assert not Person.objects.filter(confirmed_at=None).exists()

    def test_progress_is_told(self) -> None:
        lines = self.told
        told = [
            "publications with a history: 9",
            r"networks: \d+ members",
            "sections and projects: 9",
            "restricted areas: 2",
            r"documents: \d+",
            "agreements: 2",
            r"actions: \d+",
            r"figures of a campaign: 1\d\d",
            "replies that wait: 2",
            "programs: 4",
            r"reminders that an editor asked for: 2",
            "candidates for the bulletin: 30",
            "calls for evidence: 3",
            "answers to calls: 40",
            "ring-backs and ideas: 11",
            "Word forms that wait: 2",
            r"themes of answers: \d+",
            r"answers given to a panel: \d+",
            r"pages of the showcase: \d+",
            r"items of next week's bulletin: 4",
            "subscribers: 63",
            r"links: \d+",
        ]
        after = lines[lines.index("bulletins: 48 of 48") + 1 :]
        for pattern, line in zip(told, after, strict=True):
            assert re.fullmatch(pattern, line)

    def test_the_last_bulletins_went_out_by_mail_and_a_digest_is_planned(self) -> None:
        bulletins = Mailing.objects.filter(kind="bulletin")
        assert [each.state for each in bulletins] == ["done"] * 3
        for each in bulletins:
            states = Counter(each.copies.values_list("state", flat=True))
            assert states == each.totals
            assert states["bounced"] == states["failed"] == 1
            assert states["passed"] == 1
            assert states["sent"] > 30
            assert "⟦" not in each.subject
        assert Mailing.objects.get(kind="weekly").state == "planned"
        addresses = Subscriber.objects.values_list("address", flat=True)
        assert {each.rpartition("@")[2] for each in addresses} == {"example.org", "example.com"}
        held = Subscriber.objects.values_list("standing", flat=True)
        assert Counter(held) == {"active": 61, "left": 1, "waiting": 1}

    def test_two_replies_wait_and_are_read_right(self) -> None:
        replies = list(Reply.objects.order_by("pk").select_related("authority", "person"))
        assert [reply.state for reply in replies] == ["waiting", "waiting"]
        for reply, (field, value) in zip(replies, (("yes", True), ("number", 47)), strict=True):
            ask, letter = reply.asks.select_related("action").get(), opened(reply)
            assert letter is not None
            assert ask.authority == reply.authority
            question = ask.action.questions.get(replaced_at=None)
            found = propose(letter.words, AnswerKind(question.kind), unit=question.unit)
            assert getattr(found, field) == value

    def test_calls_are_there_open_standing_and_archived(self) -> None:
        now = noon(TODAY)
        assert {call.slug: standing_of_call(call, now).value for call in Call.objects.all()} == {
            "silver-linings": "Open",
            "good-ideas": "Open",
            "help-that-comes-early": "Closed",
        }
        assert Call.objects.get(slug="silver-linings").extensions.count() == 1
        assert all(definition_of(call).short for call in Call.objects.all())
        action = Call.objects.get(slug="silver-linings").action
        assert action is not None
        assert action.dates.filter(moved_to__isnull=False).count() == 1
        assert 0 < action.asks.filter(state="answered").count() < 19

    def test_sources_are_there_in_every_standing_with_what_they_brought(self) -> None:
        words = [standing(source).word for source in Source.objects.all()]
        assert sorted(words) == ["Failing", "Not watched", *["Working"] * 4]
        assert Candidate.objects.filter(source=None).count() == 5  # one tells of a call
        assert Sender.objects.count() == 3
        assert not Candidate.objects.filter(text__contains="{").exists()
        assert set(Candidate.objects.values_list("state", flat=True)) == {"new", "later", "no"}

    def test_sections_and_projects_are_there_with_what_they_refer_to(self) -> None:
        completed = ProjectPage.objects.filter(stage="completed", live=True)
        assert ProjectPage.objects.filter(stage="live", live=True).count() == 2
        assert list(completed.order_by("completed_on").values_list("slug", flat=True)) == [
            "one-front-door",
            "moving-school",
        ]
        for page in [*SectionPage.objects.all(), *ProjectPage.objects.all()]:
            sample = next(one for one in (*SECTIONS, *PROJECTS) if one.slug == page.slug)
            assert page.contacts.count() == len(sample.contacts), page
            assert page.governance_records.count() == len(sample.publications), page
            assert page.meeting_on is None or page.meeting_on >= TODAY
        assert SectionPage.objects.get(slug="peer-challenge-training").get_parent().slug == (
            "peer-challenge"
        )

    def test_restricted_areas_are_there_with_an_asking_in_each_state(self) -> None:
        assert set(AccessGrant.objects.values_list("state", flat=True)) == {
            AccessState.ASKED,
            AccessState.GRANTED,
            AccessState.REFUSED,
            AccessState.ENDED,
        }
        who = {
            area.slug: {
                user.email.partition("@")[0]
                for user in User.objects.filter(is_staff=False)
                if may_enter(user, area)
            }
            for area in Area.objects.all()
        }
        roles = Role.objects.filter(kind=RoleKind.DCS).select_related("person__user")
        directors = {role.person.user.email.partition("@")[0] for role in roles}
        assert who == {
            # The directors, a PA, and the deputies of others.
            "directors": directors
            | {
                "marnie.ellingworth",
                "imran.thistlewood",
                "zadie.winterslow",
            },
            "quality-assurance": {"gareth.mossop"},
        }

    def test_publications_have_kinds_and_some_a_history(self) -> None:
        template = Publication.objects.get(title__startswith="Area SEND self-evaluation template")
        assert template.kind == "template"
        assert [each.label for each in template.versions.all()] == [
            "Version 3",
            "Version 2",
            "Version 1",
        ]
        assert template.document == template.versions.get(label="Version 3").document
        assert template.versions.get(label="Version 1").withdrawn_because
        kinds = Publication.objects.exclude(kind="").count()
        assert kinds > Publication.objects.count() * 0.7
