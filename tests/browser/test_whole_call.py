"""A call from its first answer to its showcase, in a real browser: Silver Linings as it was meant.

Answered in four ways by people of nine authorities, grouped, assessed by five of whom one has a
conflict, decided, agreed to by whoever it is of, launched, and read as a page and as a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from alliance.directory.models import Alliance, Authority, Person, Role, RoleKind, User
from alliance.evidence.models import (
    Assessment,
    Assignment,
    Call,
    Case,
    Panellist,
    Submission,
    SubmissionState,
    SubmissionWay,
    Theme,
    WordForm,
)
from alliance.evidence.panel.scoring import Opinion, give, live_criteria
from alliance.evidence.word.hand_in import form_of
from alliance.evidence.word.mailed import take_mail
from alliance.evidence.word.words import words_of
from alliance.evidence.word.write import write
from alliance.jobs.worker import run_waiting
from tests.browser.conftest import PASSWORD, Axe, sign_in
from tests.evidence.invented import authority, call, closed, given, sent, whole

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.usefixtures("no_errors"),
]

NINE = (
    "Bracknell Forest", "Hampshire", "Kent", "Medway", "Oxfordshire", "Reading", "Slough", "Surrey",
    "Wokingham",
)  # fmt: skip
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EARLY_HELP = (
    "Parenting groups by video, so that fathers on shifts could join the parenting group.",
    "Our parenting groups moved to video and twice as many fathers joined the group.",
    "A parenting group by video in the evening for fathers.",
)
SCHOOLS = (
    "A laptop library for pupils: laptops lent by the school library.",
    "The school lends laptops to pupils from its library, with a technician on call.",
    "Pupils borrow laptops from the school as they borrow library books.",
)
ALONE = (
    "Solar panels on the roof of our home pay for its minibus.",
    "A bakery lets care leavers run its stall on Saturdays.",
)


@pytest.fixture
def silver(transactional_db: None) -> Call:
    Alliance(
        name="Eastern Alliance", short_name="Eastern", contact_email="office@example.org"
    ).save()
    for name in NINE:
        authority(name)
    return call()


@pytest.fixture
def support(silver: Call) -> User:
    user = User.objects.create_user("isla@example.org", PASSWORD, name="Isla Support")
    user.person = Person.objects.create(name="Isla Support")
    user.save()
    Role.objects.create(person=user.person, kind=RoleKind.PROGRAMME_SUPPORT)
    return user


@pytest.fixture
def five(silver: Call) -> list[User]:
    """Who can be asked onto the panel: the first works for Kent, one of the nine."""
    people = []
    for number, name in enumerate(("Ada Kent", "Ben Far", "Cy Far", "Dee Far", "Eve Far")):
        user = User.objects.create_user(
            f"{name.split()[0].lower()}@example.org", PASSWORD, name=name
        )
        where = Authority.objects.get(name="Kent") if number == 0 else authority("Farshire")
        user.person = Person.objects.create(name=name, authority=where)
        user.save()
        Role.objects.create(person=user.person, kind=RoleKind.AUTHORITY_MEMBER, authority=where)
        people.append(user)
    return people


@pytest.fixture
def as_somebody(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """A page of somebody's own, on a telephone unless it is said to be wide."""
    contexts = []

    def opened(user: User | None = None, *, is_wide: bool = False, script: bool = True) -> Page:
        size = {"width": 1280, "height": 900} if is_wide else {"width": 360, "height": 740}
        context = browser.new_context(
            base_url=base_url,
            locale="en-GB",
            viewport=size,
            java_script_enabled=script,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        if user:
            sign_in(page, user.email)
        return page

    yield opened
    for context in contexts:
        context.close()


def link_to_my_case() -> str:
    """The path of the link in the letter by which somebody is asked to agree."""
    run_waiting()
    (letter,) = (each for each in mail.outbox if "/my-case/" in each.body)
    return re.findall(r"/my-case/\S+", letter.body)[0]


def test_a_call_from_its_first_answer_to_its_showcase(
    silver: Call,
    support: User,
    five: list[User],
    as_somebody: Callable[..., Page],
    axe: Axe,
    tmp_path: Path,
) -> None:
    answered_on_the_web(as_somebody(script=False), axe)
    answered_in_word(as_somebody(), silver, tmp_path, axe)
    answered_by_mail(as_somebody(support, is_wide=True), silver, axe)
    answered_by_telephone(as_somebody(), as_somebody(support), axe)
    the_rest_answer(silver)
    rows = Submission.objects.filter(state=SubmissionState.SENT)
    assert set(rows.values_list("way", flat=True)) == set(SubmissionWay.values)
    assert rows.values("authority").distinct().count() == 9

    closed(silver)
    desk = as_somebody(support, is_wide=True)
    grouped(desk, axe)
    assessed(desk, five, as_somebody, axe)
    decided(desk, axe)
    shown(desk, as_somebody(), axe)


def answered_on_the_web(page: Page, axe: Axe) -> None:
    """On a telephone, without JavaScript and without an account."""
    page.goto("/calls/silver-linings/")
    page.get_by_role("link", name=re.compile("Answer")).first.click()
    page.get_by_label("What did you do differently?").fill(EARLY_HELP[0])
    page.get_by_role("button", name="Go on").click()
    if page.get_by_text("Press the button once more").is_visible():
        page.wait_for_timeout(3000)
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your name").fill("Sam Slough")
    page.get_by_label("Your e-mail address").fill("sam@example.org")
    page.get_by_label("Authority").select_option(label="Slough")
    page.get_by_label("Section of children’s services").select_option(label="Early help")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Send your idea").click()
    expect(page.get_by_text("SL-1").first).to_be_visible()


def answered_in_word(page: Page, silver: Call, folder: Path, axe: Axe) -> None:
    """The form is filled in and uploaded; what was read of it is looked at before it is sent."""
    form = folder / "form.docx"
    what = whole(
        SCHOOLS[0], name="Wes Wokingham", email="wes@example.org", title="Laptop library",
        authority="wokingham", section="mainstream-schools",
    )  # fmt: skip
    form.write_bytes(write(form_of(silver), words_of(silver), what))
    page.goto("/calls/silver-linings/form/")
    axe(page)
    page.set_input_files("input[type=file]", form)
    page.get_by_role("button", name="Read my form").click()
    expect(page.get_by_label("What was the problem?")).to_have_value("Families could not come.")
    axe(page)
    page.get_by_role("button", name="It is right: go on").click()
    page.get_by_role("button", name="Send your idea").click()
    expect(page.get_by_text("SL-2").first).to_be_visible()


def answered_by_mail(desk: Page, silver: Call, axe: Axe) -> None:
    """The form comes attached to a mail; support looks and takes it."""
    what = whole(
        SCHOOLS[1], name="Mel Medway", email="mel@example.org", title="Laptops for pupils",
        authority="medway", section="special-schools",
    )  # fmt: skip
    letter = EmailMessage()
    letter["From"], letter["To"] = "Mel Medway <mel@example.org>", "office@example.org"
    letter["Subject"], letter["Message-ID"] = "Our idea", "<one@example.org>"
    letter.set_content("Here it is.")
    letter.add_attachment(
        write(form_of(silver), words_of(silver), what), maintype="application", subtype=DOCX.split("/")[1],
        filename="Our idea.docx",
    )  # fmt: skip
    assert take_mail(letter.as_bytes(), by=None, came=WordForm.Came.MAILBOX)
    desk.goto("/programme/calls/silver-linings/mailed/")
    axe(desk)
    desk.get_by_role("link", name="Mel Medway").click()
    axe(desk)
    desk.get_by_role("button", name="Take it").click()
    assert Submission.objects.get(way=SubmissionWay.EMAIL).reference == "SL-3"


def answered_by_telephone(page: Page, desk: Page, axe: Axe) -> None:
    """Asked to be rung; support rings, and writes down what is told."""
    page.goto("/calls/silver-linings/ring-me/")
    axe(page)
    page.get_by_label("Your name").fill("Rae Reading")
    page.get_by_label("Your telephone number").fill("01632 960123")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Ask to be rung").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We ring you")
    desk.goto("/programme/ring-backs/")
    axe(desk)
    desk.get_by_role("link", name="Rae Reading").click()
    desk.get_by_role("button", name="I ring").click()
    desk.get_by_label("What did you do differently?").fill(EARLY_HELP[1])
    desk.get_by_label(re.compile("e-mail address", re.IGNORECASE)).fill("rae@example.org")
    desk.get_by_label("Authority", exact=True).select_option(label="Reading")
    axe(desk)
    desk.get_by_role("button", name="Read back and agreed: send it").click()
    expect(desk.get_by_text("SL-4").first).to_be_visible()


def the_rest_answer(silver: Call) -> None:
    """On the site too, as the verbs of the page have it."""
    rest = zip(
        ("Bracknell Forest", "Hampshire", "Kent", "Oxfordshire", "Surrey"),
        (EARLY_HELP[2], "Fathers join a parenting group by video after work.", SCHOOLS[2], *ALONE),
        strict=True,
    )
    for place, idea in rest:
        slug = authority(place).slug
        sent(silver, given(idea, authority=slug, email=f"{slug}@example.org"))


def grouped(desk: Page, axe: Axe) -> None:
    """Two themes are proposed by their words; one answer is moved by hand."""
    desk.goto("/programme/calls/silver-linings/answers/")
    axe(desk)
    expect(desk.get_by_text("SL-1").first).to_be_visible()
    desk.goto("/programme/calls/silver-linings/themes/")
    desk.get_by_role("button", name="Propose themes").click()
    axe(desk)
    groups = sorted(theme.submissions.count() for theme in Theme.objects.all())
    assert groups == [3, 4]


def assessed(desk: Page, five: list[User], as_somebody: Callable[..., Page], axe: Axe) -> None:
    """Five are asked and accept; nobody is given what their own authority sent."""
    desk.goto("/programme/calls/silver-linings/panel/")
    desk.get_by_role("button", name="Set up a panel").click()
    axe(desk)
    for user in five:
        desk.goto("/programme/calls/silver-linings/panel/members/")
        desk.get_by_label("Who", exact=True).select_option(label=user.name)
        desk.get_by_role("button", name="Ask them").click()
    reader = accepted(as_somebody(five[1]), axe)
    for user in (five[0], *five[2:]):
        accepted(as_somebody(user), None).context.close()
    assert Panellist.objects.filter(state="sits", declared_at__isnull=False).count() == 5

    desk.goto("/programme/calls/silver-linings/panel/reading/")
    axe(desk)
    expect(desk.get_by_role("table")).to_contain_text("Ada Kent")
    desk.get_by_role("button", name="Give them out").click()
    given = Assignment.objects.filter(taken_back_at__isnull=True)
    assert given.count() == 9 * 3
    assert not given.filter(
        panellist__person=five[0].person, submission__authority__name="Kent"
    ).exists()

    scored_on_a_telephone(reader, axe)
    for number, row in enumerate(given.exclude(panellist__person=five[1].person)):
        score(row, 2 + (row.submission_id + number // 9) % 4)
    for row in given.filter(panellist__person=five[1].person, assessment__given_at=None):
        score(row, 3)


def accepted(page: Page, axe: Axe | None) -> Page:
    page.goto("/panel/silver-linings/")
    page.get_by_role("button", name="Yes, I will").click()
    page.goto("/panel/silver-linings/interests/")
    if axe:
        axe(page)
    page.get_by_role("button", name="Save").click()
    return page


def scored_on_a_telephone(page: Page, axe: Axe) -> None:
    """Blind: of who gave it, nothing is on the page or in its address."""
    page.goto("/panel/silver-linings/")
    axe(page)
    page.locator("main li a[href^='/panel/silver-linings/']").first.click()
    axe(page)
    read = page.locator("main").inner_html() + page.title() + page.url
    for secret in (*NINE, "SL-", "example.org", "Sam Slough", "Early help team"):
        assert secret not in read, f"{secret} is on the page of a panel that reads blind"
    for group in page.locator("fieldset").all():
        if group.get_by_role("radio").count():
            group.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Give your scores").click()
    expect(page.get_by_text("Given").first).to_be_visible()
    assert Assessment.objects.filter(given_at__isnull=False).count() == 1


def score(row: Assignment, value: int) -> None:
    """As the page does it."""
    criteria = live_criteria(row.panellist.panel)
    user = User.objects.get(person=row.panellist.person_id)
    give(row, Opinion(scores={each.pk: value for each in criteria}), by=user)


def decided(desk: Page, axe: Axe) -> None:
    """One into the showcase, the others not; each who answered gets a letter."""
    desk.goto("/programme/calls/silver-linings/panel/results/")
    axe(desk)
    boxes = desk.get_by_role("checkbox")
    for box in boxes.all():
        box.check()
    desk.get_by_label("Not for the showcase").check()
    desk.get_by_label("Reason").fill("Of its kind there are better ones.")
    desk.get_by_role("button", name="Decide", exact=True).click()
    desk.goto("/programme/calls/silver-linings/panel/answers/2/")
    axe(desk)
    desk.get_by_label("Into the showcase").check()
    desk.get_by_label("Reason").fill("It can be copied tomorrow.")
    desk.get_by_role("button", name="Decide anew").click()
    desk.goto("/programme/calls/silver-linings/panel/letters/")
    axe(desk)
    desk.get_by_role("button", name="Send those that are ticked").click()
    run_waiting()
    letters = [each for each in mail.outbox if "panel" in each.body and each.to[0] != "x"]
    told = {address for each in letters for address in each.to}
    assert {"sam@example.org", "wes@example.org", "mel@example.org"} <= told
    assert "chosen it for the showcase" in next(
        each.body for each in letters if each.to == ["wes@example.org"]
    )


def shown(desk: Page, page: Page, axe: Axe) -> None:
    """Drafted, agreed to by whoever it is of, launched, and read as a page and as a PDF."""
    desk.goto("/programme/showcases/")
    axe(desk)
    desk.get_by_label("Call", exact=True).select_option(label="Silver Linings")
    desk.get_by_label("Title").fill("Silver linings")
    desk.get_by_role("button", name="Begin it").click()
    axe(desk)
    desk.get_by_role("link", name=re.compile("SL-2")).first.click()
    desk.get_by_role("button", name="Draft a page of it").click()
    axe(desk)
    desk.get_by_label("Title").fill("Laptops lent like books")
    desk.get_by_role("button", name="Keep it").click()
    desk.get_by_role("link", name="To be agreed").click()
    desk.get_by_role("button", name="Send it to be agreed").click()
    assert page.goto("/showcase/silver-linings/").status == 404  # type: ignore[union-attr]

    page.goto(link_to_my_case())
    axe(page)
    page.get_by_label("It may be published as it is").check()
    page.get_by_role("button", name="Send your answer").click()
    assert Case.objects.get().state == Case.State.AGREED

    desk.goto("/programme/showcases/")
    desk.get_by_role("link", name="Silver linings").first.click()
    desk.get_by_role("button", name="Launch it now").click()
    run_waiting()
    page.goto("/showcase/silver-linings/")
    axe(page)
    page.get_by_role("link", name="Laptops lent like books").first.click()
    axe(page)
    expect(page.get_by_text("Families could not come.")).to_be_visible()
    pdf = page.request.get("/showcase/silver-linings/report.pdf")
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")
