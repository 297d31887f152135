"""Two authorities alike, and what of the second must never reach the first.

Everything of Medway's holds the word Zanzibar, which stands nowhere else. `TRIES` says for each
address with an id in it what somebody of Kent tries, and who of Medway (or of the programme) is
answered at the very same address: so what could leak is there.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.utils import timezone

from alliance.actions.campaigns.running import Running, raise_campaign
from alliance.actions.campaigns.weeks import latest
from alliance.actions.files import take_in
from alliance.actions.models import AnswerKind, Audience, Campaign, CampaignWeek
from alliance.actions.replies.take_in import take_in_pasted
from alliance.actions.said import Said
from alliance.api.models import Token
from alliance.api.webhooks.changes import add, send_test
from alliance.bulletins.models import Intake
from alliance.bulletins.writing import said as wording
from alliance.bulletins.writing.beginning import begin_issue
from alliance.bulletins.writing.changing import add_item
from alliance.delivery.lists.read import read_list
from alliance.delivery.lists.waiting import keep
from alliance.delivery.models import Copy, Mailing, Subscriber, Variant, Why
from alliance.delivery.models import Standing as SubscriberStanding
from alliance.delivery.returning.suppress import suppress
from alliance.directory.areas.ask import ask
from alliance.directory.areas.decide import let_in
from alliance.directory.models import (
    AccessLog,
    ActingFor,
    Alliance,
    Area,
    Authority,
    Capacity,
    ContactDetail,
    ContactKind,
    Meeting,
    Network,
    NetworkMessage,
    Nomination,
    PeopleList,
    Person,
    Role,
    RoleKind,
    Standing,
    User,
)
from alliance.evidence.models import Enclosure, FollowUp, FormReading, RingBack, Showcase, WordForm
from alliance.evidence.taking.sending import begin
from alliance.jobs.models import Job
from alliance.library.agreements.signing import record_paper
from alliance.library.models import (
    Agreement,
    AgreementKind,
    AgreementVersion,
    DocumentFile,
    MeetingPaper,
    VersionState,
)
from alliance.library.papers.keep import add_paper
from alliance.mail.post import post
from alliance.pages.models import ToldFrom
from alliance.sources.models import Candidate, Sender, Source
from tests.actions.invented import answered, ask_of, question_of, raised
from tests.api.invented import token_for
from tests.evidence.invented import call, given, sent
from tests.evidence.showcase.invented import chosen, drafted
from tests.evidence.triage import another_authority as triage
from tests.library.agreements.invented import co_operation, protocol, stands
from tests.pages.invented import section
from tests.pages.test_restricted_parts import restricted

SECRET = "Zanzibar"
PASSWORD = "a long enough password"
REFUSED = frozenset({403, 404})
NOT_TAKEN = frozenset({422})
"""A form came back: what was chosen in it is no choice."""


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody of Kent puts an id of Medway's into an address or a form.

    Places in braces are filled from what `two_authorities` made.
    """

    route: str
    address: str
    by: str
    """Who of Kent; `owner` is the same of Medway, if nobody else is said."""
    owner: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    """What is posted; the address is only opened if nothing is."""
    answers: frozenset[int] = REFUSED
    owners_address: str = ""
    """Where the owner does the same, if the address is Kent's own and only the form is not."""

    @property
    def name(self) -> str:
        what = self.form.get("do") or ("sent" if self.form else "opened")
        return f"{self.route} {what} by {self.by}"


AREA = "areas/<slug:slug>/"
ACTION = "actions/<int:pk>/"
ASKED = f"{ACTION}<slug:authority>/"
CAMPAIGN = "campaigns/<int:pk>/"
ASKING = "access/<int:pk>/"
NETWORK = "networks/<slug:slug>/"
MEETING = f"{NETWORK}meetings/<int:pk>/change/"
NAMING = f"{NETWORK}nominations/<slug:authority>/"
MOU = "agreements/<slug:slug>/"
TODAY, SOON = "{today}", "{soon}"
MOVED = {"do": "change", "on": SOON, "version": "1", "title": "Moved"}
NAMED = {"do": "name", "seat": "deputy", "person": "{medway.clerk.pk}", "starts_on": TODAY}
WRITTEN = {"do": "send", "subject": "To all", "text": "Of us.", "form": str(uuid.UUID(int=7))}
SIGNED = {"version": "{version.pk}", "sha256": "{version.sha256}", "read": "on"}

SHOWCASES = "programme/showcases/"
SAID = {"do": "answer", "question": "{question.pk}", "seen": "{counting.pk}", "text": "Not ours."}

TRIES = (
    # restricted areas: another authority's askings, grants and readings
    Try(ASKING, "/access/{asked.pk}/", "director"),
    Try(ASKING, "/access/{asked.pk}/", "director", form={"do": "let_in", "let_in-ends_on": SOON}),
    Try(ASKING, "/access/{asked.pk}/", "director", form={"do": "refuse", "refuse-why": "No."}),
    Try(ASKING, "/access/{asked.pk}/", "asker", form={"do": "withdraw"}),
    Try(ASKING, "/access/{given.pk}/", "director", form={"do": "end", "end-why": "Over."}),
    Try(ASKING, "/access/{given.pk}/", "reader", form={"do": "give_up"}),
    Try("authorities/<slug:slug>/access/", "/authorities/medway/access/", "director"),
    Try("authorities/<slug:slug>/access/", "/authorities/medway/access/", "pa"),
    Try("authorities/<slug:slug>/access/read/", "/authorities/medway/access/read/", "director"),
    Try(
        "authorities/<slug:slug>/access/read.csv", "/authorities/medway/access/read.csv", "director"
    ),
    Try(r"^documents/(\d+)/(.*)$", "{document.url}", "reader"),
    # acting for a director
    Try("accounts/acting/<int:pk>/end/", "/accounts/acting/{acting.pk}/end/", "director",
        form={"press": "1"}),
    Try("accounts/acting/", "/accounts/acting/", "director", answers=NOT_TAKEN,
        form={"person": "{medway.clerk.pk}", "capacity": "deputy", "starts_on": TODAY}),
    # what somebody sent to a call
    Try("my-submissions/<int:pk>/open/", "/my-submissions/{own_idea.pk}/open/", "director",
        form={"press": "1"}),
    Try("enclosures/<int:pk>/", "/enclosures/{enclosure.pk}/", "director", owner="support"),
    # background work
    Try("jobs/<uuid:pk>/", "/jobs/{job.pk}/", "director"),
    # signing
    Try(f"{MOU}sign/<slug:authority>/<slug:role>/", "/agreements/mou/sign/medway/dcs/", "director"),
    Try(f"{MOU}sign/<slug:authority>/<slug:role>/", "/agreements/mou/sign/medway/dcs/", "pa",
        owner="director", form=SIGNED),
    Try(f"{MOU}sign/<slug:authority>/<slug:role>/", "/agreements/mou/sign/medway/dcs/", "director",
        form=SIGNED),
    Try(f"{MOU}signatures/<int:pk>/withdraw/", "/agreements/mou/signatures/{signature.pk}/withdraw/",
        "leader"),
    Try(f"{MOU}signatures/<int:pk>/withdraw/", "/agreements/mou/signatures/{signature.pk}/withdraw/",
        "leader", form={"why": "No longer."}),
    # networks: another's members, meetings, papers and messages
    Try(NAMING, "/networks/medway-network/nominations/medway/", "director"),
    Try(NAMING, "/networks/medway-network/nominations/medway/", "director", form=NAMED),
    Try(NAMING, "/networks/kent-network/nominations/kent/", "director", form=NAMED,
        answers=NOT_TAKEN, owners_address="/networks/medway-network/nominations/medway/"),
    Try(NAMING, "/networks/kent-network/nominations/kent/", "director",
        form={"do": "end", "nomination": "{seat.pk}", "last_day": TODAY},
        owners_address="/networks/medway-network/nominations/medway/"),
    Try(f"{NETWORK}nominations/", "/networks/medway-network/nominations/", "lead"),
    Try(f"{NETWORK}nominations/", "/networks/medway-network/nominations/", "lead",
        form={"press": "1"}),
    Try(f"{NETWORK}chair/", "/networks/medway-network/chair/", "lead"),
    Try(f"{NETWORK}chair/", "/networks/kent-network/chair/", "lead", owner="support", answers=NOT_TAKEN,
        form={"kind": "network_chair", "person": "{seat.person_id}", "starts_on": TODAY},
        owners_address="/networks/medway-network/chair/"),
    Try(f"{NETWORK}meetings/add/", "/networks/medway-network/meetings/add/", "lead",
        form={"do": "announce", "on": SOON}),
    Try(MEETING, "/networks/medway-network/meetings/{meeting.pk}/change/", "lead"),
    Try(MEETING, "/networks/medway-network/meetings/{meeting.pk}/change/", "lead", form=MOVED),
    Try(MEETING, "/networks/kent-network/meetings/{meeting.pk}/change/", "lead", form=MOVED,
        owners_address="/networks/medway-network/meetings/{meeting.pk}/change/"),
    Try(f"{NETWORK}meetings/<int:meeting>/papers/",
        "/networks/medway-network/meetings/{meeting.pk}/papers/", "lead"),
    Try(f"{NETWORK}meetings/<int:meeting>/papers/",
        "/networks/kent-network/meetings/{kent.meeting.pk}/papers/", "lead",
        form={"do": "remove", "paper": "{paper.pk}"},
        owners_address="/networks/medway-network/meetings/{meeting.pk}/papers/"),
    Try(f"{NETWORK}meetings/<int:meeting>/papers/<int:pk>/",
        "/networks/medway-network/meetings/{meeting.pk}/papers/{paper.pk}/", "lead"),
    Try(f"{NETWORK}meetings/<int:meeting>/papers/<int:pk>/",
        "/networks/kent-network/meetings/{kent.meeting.pk}/papers/{paper.pk}/", "lead",
        owners_address="/networks/medway-network/meetings/{meeting.pk}/papers/{paper.pk}/"),
    Try(f"{NETWORK}write/", "/networks/medway-network/write/", "lead", form=WRITTEN),
    Try(f"{NETWORK}messages/", "/networks/medway-network/messages/", "lead"),
    Try(f"{NETWORK}messages/<int:pk>/", "/networks/medway-network/messages/{message.pk}/", "lead"),
    Try(f"{NETWORK}messages/<int:pk>/", "/networks/kent-network/messages/{message.pk}/", "lead",
        owners_address="/networks/medway-network/messages/{message.pk}/"),
    # what is asked of Medway, and what it answered
    Try(ACTION, "/actions/{own_action.pk}/", "member", owner="support"),
    Try(ASKED, "/actions/{action.pk}/medway/", "director"),
    Try(ASKED, "/actions/{action.pk}/medway/", "leader"),
    Try(ASKED, "/actions/{action.pk}/medway/", "director", form=SAID),
    Try(ASKED, "/actions/{action.pk}/medway/", "pa", form=SAID | {"do": "not_for_us", "reason": "No"}),
    Try(ASKED, "/actions/{action.pk}/kent/", "director",
        form={"do": "let_count", "response": "{aside.pk}", "seen": "{counting.pk}"},
        owners_address="/actions/{action.pk}/medway/"),
    Try(f"{ASKED}files/<int:response>/", "/actions/{filed.ask.action_id}/medway/files/{filed.pk}/",
        "director"),
    Try(f"{ASKED}files/<int:response>/", "/actions/{filed.ask.action_id}/kent/files/{filed.pk}/",
        "director", owners_address="/actions/{filed.ask.action_id}/medway/files/{filed.pk}/"),
    Try(f"{ASKED}record/", "/actions/{action.pk}/medway/record/", "director", owner="support"),
    Try(f"{ASKED}record/", "/actions/{action.pk}/medway/record/", "director", owner="support",
        form=SAID | {"way": "email", "given_by": "Me", "given_on": TODAY}),
    Try("actions/replies/<int:pk>/", "/actions/replies/{reply.pk}/", "director", owner="support"),
    Try("actions/replies/<int:pk>/", "/actions/replies/{reply.pk}/", "director", owner="support",
        form={"do": "set_aside", "why": "None of ours."}),
    Try(f"{ACTION}answers.<slug:ending>", "/actions/{action.pk}/answers.csv", "director",
        owner="support"),
    Try(f"{ACTION}change/", "/actions/{own_action.pk}/change/", "director", owner="support"),
    Try(f"{ACTION}end/", "/actions/{own_action.pk}/end/", "director", owner="support",
        form={"do": "withdraw", "why": "No."}),
    Try("actions/grid.<slug:ending>", "/actions/grid.csv", "director", owner="support"),
    # as long as the alliance has not turned it on; then test_grid_for_leads.py
    Try("actions/grid-for-leads.<slug:ending>", "/actions/grid-for-leads.csv", "director",
        owner="support"),
    Try("api/v1/actions/<int:action_id>/", "/api/v1/actions/{own_action.pk}/", "member",
        owner="director"),
    # Medway's own campaign, and its figures in one that both take part in
    Try(CAMPAIGN, "/campaigns/{own_campaign.pk}/", "director"),
    Try(f"{CAMPAIGN}figures.<slug:ending>", "/campaigns/{own_campaign.pk}/figures.csv", "director"),
    Try(f"{CAMPAIGN}change/", "/campaigns/{own_campaign.pk}/change/", "director", owner="support"),
    Try(f"{CAMPAIGN}end/", "/campaigns/{own_campaign.pk}/end/", "director", owner="support",
        form={"do": "withdraw", "why": "No."}),
    Try(ASKED, "/actions/{week.action_id}/medway/", "director",
        form={"do": "answer", "question": "{week_question.pk}", "seen": "{figure.pk}",
              "number": "1", "whole": "2"}),
    Try("api/v1/campaigns/<int:campaign_id>/", "/api/v1/campaigns/{own_campaign.pk}/", "director"),
    Try("api/v1/campaigns/<int:campaign_id>/figures/",
        "/api/v1/campaigns/{own_campaign.pk}/figures/", "director"),
    # one's own programs
    Try("accounts/tokens/<int:pk>/revoke/", "/accounts/tokens/{token.pk}/revoke/", "director",
        form={"press": "1"}),
    Try("accounts/webhooks/<int:pk>/", "/accounts/webhooks/{webhook.pk}/", "director"),
    Try("accounts/webhooks/<int:pk>/", "/accounts/webhooks/{webhook.pk}/", "director",
        form={"do": "off"}),
    Try("accounts/webhooks/<int:pk>/", "/accounts/webhooks/{kent.webhook.pk}/", "director",
        form={"do": "again", "delivery": "{delivery.pk}"},
        owners_address="/accounts/webhooks/{webhook.pk}/"),
    # one's own keys
    Try("accounts/2fa/webauthn/keys/<int:pk>/edit/", "/accounts/2fa/webauthn/keys/{key.pk}/edit/",
        "director"),
    Try("accounts/2fa/webauthn/keys/<int:pk>/edit/", "/accounts/2fa/webauthn/keys/{key.pk}/edit/",
        "director", form={"name": "Mine now"}),
    Try("accounts/2fa/webauthn/keys/<int:pk>/remove/",
        "/accounts/2fa/webauthn/keys/{key.pk}/remove/", "director", form={"press": "1"}),
    # what the programme has of Medway
    *(Try(route, address, "director", owner="support") for route, address in triage.OPENED.items()),
    *(Try(route, address, "director", owner="support", form=form)
      for route, (address, form) in triage.SENT.items()),
    Try("people/accounts/<int:pk>/", "/people/accounts/{medway.director.pk}/", "director",
        owner="support"),
    Try("people/accounts/<int:pk>/", "/people/accounts/{medway.director.pk}/", "director",
        owner="support", form={"do": "shut", "shut-reason": "No.", "reason": "No."}),
    Try("people/list/<uuid:pk>/", "/people/list/{people_list.pk}/", "director", owner="support"),
    Try("people/list/<uuid:pk>/", "/people/list/{people_list.pk}/", "director", owner="support",
        form={"press": "1"}),
    *(
        Try(f"subscribers/{route}", f"/subscribers/{address}", "director", owner="support")
        for route, address in (
            ("<int:pk>/", "{subscriber.pk}/"),
            ("<int:pk>/change/", "{subscriber.pk}/change/"),
            ("<int:pk>/kept.json", "{subscriber.pk}/kept.json"),
            ("stopped/<int:pk>/", "stopped/{stop.pk}/"),
            ("lists/<int:pk>/", "lists/{subscriber_list.pk}/"),
            ("lists/<int:pk>/faults.csv", "lists/{subscriber_list.pk}/faults.csv"),
        )
    ),
    Try("subscribers/<int:pk>/", "/subscribers/{subscriber.pk}/", "director", owner="support",
        form={"do": "leave", "reason": "No."}),
    Try("subscribers/<int:pk>/change/", "/subscribers/{subscriber.pk}/change/", "director",
        owner="support", form={"frequency": "weekly", "name": "Mine now"}),
    Try("subscribers/stopped/<int:pk>/", "/subscribers/stopped/{stop.pk}/", "director",
        owner="support", form={"reason": "No."}),
    Try("subscribers/lists/<int:pk>/", "/subscribers/lists/{subscriber_list.pk}/", "director",
        owner="support", form={"do": "drop"}),
    Try("mail/<int:pk>/", "/mail/{mail.pk}/", "director", owner="support"),
    Try("programme/ring-backs/<int:pk>/", "/programme/ring-backs/{ring_back.pk}/", "director",
        owner="support"),
    Try("programme/ring-backs/<int:pk>/", "/programme/ring-backs/{ring_back.pk}/", "director",
        owner="support", form={"do": "take"}),
    Try("programme/calls/<slug:slug>/enter/", "/programme/calls/good-ideas/enter/", "director",
        owner="support", form={"do": "save", "name": "Mine now"}),
    Try("programme/entries/<int:pk>/", "/programme/entries/{entered.pk}/", "director",
        owner="support"),
    Try("programme/entries/<int:pk>/", "/programme/entries/{entered.pk}/", "director",
        owner="support", form={"do": "save", "name": "Mine now", "told_on": "2020-11-13"}),
    Try("programme/on-behalf/<slug:reference>/", "/programme/on-behalf/{idea}/", "director",
        owner="support"),
    Try("programme/on-behalf/<slug:reference>/", "/programme/on-behalf/{idea}/", "director",
        owner="support", form={"reason": "Mine now", "is_who_they_say": "on"}),
    Try("programme/on-behalf/<slug:reference>/change/", "/programme/on-behalf/{idea}/change/",
        "director", owner="support"),
    Try("programme/on-behalf/<slug:reference>/change/", "/programme/on-behalf/{idea}/change/",
        "director", owner="support", form={"reason": "Mine now", "name": "Mine", "answers.idea": "Mine",
        "email": "x@example.org", "is_who_they_say": "on"}),
    Try("programme/replies/<slug:reference>/", "/programme/replies/{idea}/", "director",
        owner="support"),
    Try("programme/replies/<slug:reference>/", "/programme/replies/{idea}/", "director",
        owner="support", form={"do": "take"}),
    Try("programme/word-forms/<int:pk>/", "/programme/word-forms/{word_form.pk}/", "director",
        owner="support"),
    Try("programme/word-forms/<int:pk>/", "/programme/word-forms/{word_form.pk}/", "director",
        owner="support", form={"do": "turn_away", "reason": "Mine now."}),
    Try("programme/word-forms/<int:pk>/file/", "/programme/word-forms/{word_form.pk}/file/",
        "director", owner="support"),
    Try("programme/calls/<slug:slug>/mailed/", "/programme/calls/good-ideas/mailed/", "director",
        owner="support"),
    # Medway's practice before it is launched
    *(
        Try(f"{SHOWCASES}{route}", f"/programme/showcases/{address}", "director", owner="support")
        for route, address in (
            ("<int:pk>/", "{case.showcase_id}/"),
            ("<int:pk>/change/", "{case.showcase_id}/change/"),
            ("<int:pk>/draft/<int:submission>/", "{case.showcase_id}/draft/{practice.pk}/"),
            ("cases/<int:pk>/", "cases/{case.pk}/"),
            ("cases/<int:pk>/picture/", "cases/{case.pk}/picture/"),
            ("cases/<int:pk>/preview/", "cases/{case.pk}/preview/"),
            ("cases/<int:pk>/agreeing/", "cases/{case.pk}/agreeing/"),
            ("lasted/<int:pk>/", "lasted/{follow_up.pk}/"),
        )
    ),
    Try(f"{SHOWCASES}cases/<int:pk>/agreeing/", "/programme/showcases/cases/{case.pk}/agreeing/",
        "director", owner="support", form={"do": "withdraw", "withdraw-why": "No."}),
    Try(f"{SHOWCASES}lasted/<int:pk>/", "/programme/showcases/lasted/{follow_up.pk}/",
        "director", owner="support", form={"do": "record", "found": "ended"}),
    Try("sources/sent/<int:pk>/", "/sources/sent/{sender.pk}/", "director", owner="support"),
    Try("sources/<int:pk>/", "/sources/{source.pk}/", "director", owner="support"),
    Try("bulletins/import/<uuid:pk>/", "/bulletins/import/{intake.pk}/", "director",
        owner="support"),
    Try("mailings/<int:pk>/", "/mailings/{mailing.pk}/", "director", owner="support"),
    Try("mailings/<int:pk>/", "/mailings/{mailing.pk}/", "director", owner="support",
        form={"do": "pause"}),
    Try("mailings/<int:pk>/preview/", "/mailings/{mailing.pk}/preview/?variant={variant.pk}",
        "director", owner="support"),
    Try("mailings/<int:pk>/preview/", "/mailings/{mailing.pk}/preview/?variant={variant.pk}",
        "director", owner="support", form={"do": "test"}),
    Try("mailings/<int:pk>/preview/page/",
        "/mailings/{mailing.pk}/preview/page/?variant={variant.pk}", "director", owner="support"),
    Try("mailings/<int:pk>/cancel/", "/mailings/{mailing.pk}/cancel/", "director", owner="support"),
    Try("mailings/<int:pk>/cancel/", "/mailings/{mailing.pk}/cancel/", "director", owner="support",
        form={"press": "1"}),
    Try("mailings/<int:pk>/time/", "/mailings/{planned.pk}/time/", "director", owner="support"),
    Try("mailings/<int:pk>/time/", "/mailings/{planned.pk}/time/", "director", owner="support",
        form={"on": SOON, "at": "12:00"}),
    Try("mailings/<int:pk>/try-again/", "/mailings/{mailing.pk}/try-again/", "director",
        owner="support"),
    Try("mailings/<int:pk>/try-again/", "/mailings/{mailing.pk}/try-again/", "director",
        owner="support", form={"press": "1"}),
    Try("mailings/<int:pk>/not-received/", "/mailings/{mailing.pk}/not-received/", "director",
        owner="support"),
    *(
        Try(f"bulletins/drafts/<int:pk>/{rest}", f"/bulletins/drafts/{{draft.pk}}/{address}",
            "director", owner="support")
        for rest, address in (
            ("", ""),
            ("items/<int:item>/", "items/{draft_item.pk}/"),
            ("items/<int:item>/history/", "items/{draft_item.pk}/history/"),
            ("preview/", "preview/"),
            ("preview/<slug:form>/", "preview/text/"),
            ("update.<slug:ending>", "update.txt"),
        )
    ),
    Try(f"{MOU}signatures/<int:pk>/strike-out/",
        "/agreements/mou/signatures/{signature.pk}/strike-out/", "director", owner="support"),
    Try(f"{MOU}signatures/<int:pk>/strike-out/",
        "/agreements/mou/signatures/{signature.pk}/strike-out/", "director", owner="support",
        form={"why": "An error."}),
    Try(f"{MOU}signatures/<int:pk>/record-withdrawal/",
        "/agreements/mou/signatures/{signature.pk}/record-withdrawal/", "director",
        owner="support", form={"why": "By letter.", "on": TODAY}),
    Try(f"{MOU}standings/<int:pk>/strike-out/",
        "/agreements/moc/standings/{standing.pk}/strike-out/", "director", owner="support",
        form={"why": "An error."}),
)  # fmt: skip

BESIDE_WHAT_IS_OPEN = {
    AREA: ("/areas/inspections/", "reader"),
    "sections/<slug:slug>/": ("/sections/care/", "reader"),
    f"{NETWORK}": ("/networks/medway-network/", "lead"),
    f"{NETWORK}meetings/<int:pk>/": ("/networks/medway-network/meetings/{meeting.pk}/", "lead"),
}
"""Open pages that show more to some: to whom of Medway, and not to the same of Kent."""

AS_AGREED = "who has signed is for all parties, or whom the agreement names: test_hidden.py"
THE_LINK = "the token is the secret: signed, stored hashed, of one submission"
OPEN_TO_ALL = triage.COUNTS_ONLY | {
    "calls/<slug:slug>/submit/": "a call is for all; test_beginning.py tries one that is not published",
    "calls/<slug:slug>/thrown-away/": "as that",
    "my-submission/<str:token>/": THE_LINK,
    "my-submission/<str:token>/check/": THE_LINK,
    "my-submission/<str:token>/files/": THE_LINK,
    "my-submission/<str:token>/files/<int:pk>/": THE_LINK,
    "my-submission/<str:token>/link/": THE_LINK,
    "my-submission/<str:token>/link/sent/": THE_LINK,
    "my-submission/<str:token>/withdraw/": THE_LINK,
    "my-submission/<str:token>/part/<slug:step>/": THE_LINK,
    "my-submission/<str:token>/part/<slug:step>/keep/": THE_LINK,
    "answer/<str:token>/": "the token is the secret: signed, stored hashed, one person's for one ask",
    "answer/<str:token>/somebody-else/": "the token is the secret",
    "answer/<str:token>/sent/": "says that a mail is on its way, whatever the token",
    "subscribe/confirm/<str:token>/": "the token is the secret: signed, stored hashed, of one address",
    "preferences/<str:token>/": "the token is the secret; who it is forwarded to: test_choices.py",
    "unsubscribe/<str:token>/": "the token is the secret: made under the site’s key, of one address",
    "my-calendar/<str:token>/mine.ics": "the token is the secret; test_own_calendar.py",
    "my-calendar/<str:token>/authorities/<slug:slug>.ics": "as that; tries another authority too",
    "api/v1/actions/<int:action_id>/answers/": "takes JSON; tried in tests/api/test_answering.py",
    "bulletins/drafts/<int:pk>/paste/": "for the programme; leads to the draft, which is tried",
    "bulletins/drafts/<int:pk>/here/": "for the programme; says who has the draft open",
    "bulletins/drafts/<int:pk>/publish/": "for the programme; counts what its draft has, which is tried",
    "mailings/bulletins/<int:bulletin>/preview/": "for the programme; its bulletin is published",
    "mailings/bulletins/<int:bulletin>/preview/page/": "for the programme; as that",
    "bulletins/<int:number>/correct/": "for the programme; its bulletin is published",
    "bulletins/<int:number>/update.<slug:ending>": "for the programme; its bulletin is published",
    "items/<int:pk>/ask/": "for the programme; its item is published",
    "calls/<slug:slug>/": "published; a draft is the programme’s: tests/evidence/calls/test_pages.py",
    "programme/service-sections/<slug:slug>/": "for the programme; a list that everybody is shown",
    **{
        f"programme/calls/<slug:slug>/{page}": "for the programme; a call is no authority’s own"
        for page in (
            "",
            "change/",
            "similar-work/",
            "headings/",
            "headings/new/",
            "headings/<int:pk>/",
            "preview/",
            "publish/",
            "closing/",
            "end/",
        )
    },
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": "the key is the secret: signed by the site",
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "the key is the secret",
    "accounts/oidc/<slug:provider_id>/login/": "names a provider, and nobody's data",
    "accounts/oidc/<slug:provider_id>/login/callback/": "names a provider; the state is the secret",
    "invitation/<str:token>/": "the token is the secret: signed, single, stored hashed",
    MOU: AS_AGREED,
    f"{MOU}sign/": AS_AGREED,
    f"{MOU}register.<slug:ending>": AS_AGREED,
    f"{MOU}authorities/<slug:authority>/": AS_AGREED,
    f"{MOU}signatures/<int:pk>/scan/": AS_AGREED,
    f"{MOU}versions/<int:pk>/document/": "the agreement's own text, the same for all authorities",
    f"{MOU}signatures/record/": "for the programme; no id of an authority in the address",
    f"{MOU}standings/record/": "for the programme; no id of an authority in the address",
    "api/v1/<anything:rest>": "nothing is there",
    f"{MOU}versions/<int:pk>/first-page/": "the agreement's own text, the same for all authorities",
    "documents/<int:pk>/first-page/": "a picture of the document, which is tried; test_reading.py",
    "sources/triage/<int:pk>/": "for the programme; what was found, of which no authority has its own",
    "links/<int:pk>/": "for the programme; where published pages lead",
    "publications.<slug:ending>": "published; what lies in an area: test_restricted_versions.py",
    "publications/<int:pk>/": "leads to the next",
    "publications/<int:pk>-<slug:slug>/": "published; what lies in an area: test_restricted_versions.py",
    "publications/<int:pk>.<slug:ending>": "as its page",
    "publications/<int:pk>/latest/": "leads to what its page names",
    "api/v1/authorities/<ons_code>/": "says no more than everybody may know of an authority",
    "api/v1/bulletins/<int:number>/": "published",
    "api/v1/items/<int:item_id>/": "published",
    "api/v1/publications/<int:publication_id>/": "published",
    f"{AREA}ask/": "that there is such an area is for everyone to know",
    "authorities/<slug:slug>/": "says no more than everybody may know of an authority",
    "bulletins/<int:number>/": "published",
    "bulletins/<int:number>/print/": "published",
    "bulletins/<int:number>/check/": "for the programme; the bulletin is published",
    **dict.fromkeys(
        (
            "panel/<slug:slug>/",
            "panel/<slug:slug>/interests/",
            "panel/<slug:slug>/results/",
            "panel/<slug:slug>/<slug:code>/",
            "panel/<slug:slug>/<slug:code>/enclosures/<int:number>/",
        ),
        "by one's seat on the panel; whose answers are whose: tests/evidence/panel/test_blindness.py",
    ),
    **dict.fromkeys(
        (
            f"programme/calls/<slug:slug>/panel/{rest}"
            for rest in (
                "",
                "settings/",
                "criteria/",
                "phases/",
                "members/",
                "members/<int:pk>/",
                "reading/",
                "enclosures/",
                "enclosures/<int:pk>/",
                "results/",
                "answers/<int:number>/",
                "letters/",
            )
        ),
        "for the programme, by its door",
    ),
    "calendar/<slug:slug>.ics": "by topic, and not for somebody: there is no token in it",
    "anymail/<slug:provider>/tracking/": "told by a mail provider, with its password; shows nothing",
    "feeds/topics/<slug:slug>.atom": "by topic, and not for somebody: there is no token in it",
    "feeds/topics/<slug:slug>.json": "by topic, and not for somebody: there is no token in it",
    "cms/password_reset/confirm/<uidb64>/<token>/": "switched off",
    r"documents/^(\d+)/(.*)$": "never reached: ours stands before it",
    "documents/authenticate_with_password/<int:restriction_id>/": "no collection has a password",
    "files/images/<path:path>": "pictures of published pages",
    "items/<int:pk>-<slug:slug>/": "published",
    f"{NETWORK}calendar.ics": "days and places, as everybody may know them; never a link to join",
    f"{NETWORK}meetings/": "as the network's page, which is tried",
    "newsletters/<path:rest>": "addresses of the old site, published",
    "update-no-<path:rest>": "addresses of the old site, published",
    "projects/<slug:slug>/": "one template with sections, which are tried",
    "calls/<slug:slug>/form.docx": "the empty form, the same for everyone",
    "calls/<slug:slug>/form/": "a form is handed in for everyone; nobody's data is shown",
    "my-submission/<str:token>/form.docx": "the token is the secret: whose idea it is",
    "my-submission/<str:token>/form/": "as that; the ideas of others: word/test_handing_in.py",
    "ideas/<int:pk>/": "leads the programme on to a page of replies, which is tried",
    "programme/ring-backs/<int:pk>/keep/": "keeps what is typed on a page that is tried",
    "programme/entries/<int:pk>/keep/": "keeps what is typed on a page that is tried",
    "calls/<slug:slug>/ring-me/": "a form for everyone, with nobody's data",
    "calls/<slug:slug>/ring-me/thanks/": "says thank you",
    "projects/<slug:slug>/idea/": "a form for everyone, with nobody's data",
    "projects/<slug:slug>/idea/sent/": "says thank you",
    "showcase/<slug:slug>/": "launched; what is not: tests/evidence/showcase/test_hidden.py",
    "showcase/<slug:slug>/report.pdf": "as that",
    "showcase/<slug:slug>/<slug:case_slug>/": "as that",
    "showcase/<slug:slug>/<slug:case_slug>/case.pdf": "as that",
    "showcase/<slug:slug>/<slug:case_slug>/picture/<slug:size>.jpg": "as that",
    "showcase/<slug:slug>/<slug:case_slug>/we-too/": "a form for everyone, with nobody's data",
    "showcase/<slug:slug>/<slug:case_slug>/we-too/sent/": "says thank you",
    "my-case/<str:token>/": "the token is the secret: signed, stored hashed, of one case",
    "my-case/<str:token>/stuck/": "the token is the secret",
    "my-case/<str:token>/picture.jpg": "the token is the secret",
    f"{SHOWCASES}<int:pk>/add/": "for the programme; an empty form",
    f"{SHOWCASES}cases/<int:pk>/picture.jpg": "for the programme; test_hidden.py",
    f"{SHOWCASES}cases/<int:pk>/preview.pdf": "for the programme; test_hidden.py",
    "sections/<slug:slug>/idea/": "a form for everyone, with nobody's data",
    "sections/<slug:slug>/idea/sent/": "says thank you",
}
"""Addresses with something to change in them that lead to nothing of an authority's own, and why."""


# The two ---------------------------------------------------------------------------------------


def two_authorities() -> SimpleNamespace:
    """Kent and Medway, each with its people, network and meeting; and all that Medway has."""
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()
    today = timezone.localdate()
    made = SimpleNamespace(
        today=today.isoformat(), soon=(today + dt.timedelta(days=20)).isoformat()
    )
    made.support = _account("Sue Support", RoleKind.PROGRAMME_SUPPORT)
    made.kent, made.medway = _authority("Kent", "Kentish"), _authority("Medway", SECRET)
    _areas(made)
    _agreements(made)
    _network(made)
    _asked(made)
    _programs(made)
    _sent_to_a_call(made)
    medway = made.medway
    made.acting = ActingFor.objects.get(principal=medway.director.person)
    made.job = Job.objects.create(
        path="tests.jobs.work.nothing",
        by=medway.director,
        result=f"3 of {SECRET}",
        state="done",
        finished_at=timezone.now(),
    )
    made.key = Authenticator.objects.create(
        user=medway.director,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": f"Key of {SECRET}", "credential": {}},
    )
    made.people_list = PeopleList.objects.create(
        by=made.support, file_name=f"{SECRET}.csv", rows=[]
    )
    _subscribers(made)
    (made.mail,) = post(
        EmailMessage(f"To {SECRET}", "Words.", to=["x@example.org"]), purpose="invitation"
    )
    _ideas(made)
    _practice(made)
    made.source = Source.objects.create(name=f"News of {SECRET}", address="https://a.example/feed")
    sent = Candidate.objects.create(key="sent", title=f"News of {SECRET}")
    made.sender = Sender.objects.create(candidate=sent, name=SECRET, email="x@example.org")
    made.mailing, made.planned = _mailings(medway)
    made.variant = Variant.objects.get()
    triage.answers_of(made, SECRET)
    made.intake = Intake.objects.create(
        created_by=made.support, name=f"{SECRET}.txt", source_text=f"Update of {SECRET}", reading={}
    )
    made.draft = begin_issue(by=made.support)
    made.draft_item = add_item(by=made.support, issue=made.draft, said=wording.Said(title=SECRET))
    return made


def _ideas(made: SimpleNamespace) -> None:
    """One sent, one that the programme writes down, and somebody who is to be rung."""
    standing = call("Good ideas", closes_in=None)
    said = given(f"An idea of {SECRET}", name=SECRET)
    made.idea = sent(standing, said)
    ToldFrom.objects.create(submission=made.idea, page=section("Ideas"), idea=7)
    made.entered = begin(standing, given=said, by=None, entered_by=made.support)
    made.ring_back = RingBack.objects.create(call=standing, name=SECRET, phone="01234 567890")
    made.word_form = WordForm.objects.create(
        call=standing,
        came="file",
        identity="z",
        name=f"{SECRET}.docx",
        came_on=timezone.localdate(),
    )
    in_it = begin(standing, given=said, by=None, entered_by=made.support)
    FormReading.objects.create(submission=in_it, form=made.word_form)
    Enclosure.objects.create(
        submission=in_it, kind="document", name=f"{SECRET}.docx", size=4, sha256="0" * 64,
        file=ContentFile(SECRET.encode(), name="form.docx"),
    )  # fmt: skip


def _mailings(medway: SimpleNamespace) -> tuple[Mailing, Mailing]:
    """One on its way, which somebody of Medway has not received, and one that has yet to begin."""
    now = timezone.now()
    of = {"kind": "weekly", "subject": f"News of {SECRET}", "window_from": now, "window_until": now}
    mailing = Mailing.objects.create(key="weekly/1", state="sending", begun_at=now, letter={}, **of)
    words = Variant.objects.create(
        mailing=mailing, key="all", subject=SECRET, html=SECRET, text=SECRET
    )
    Copy.objects.create(
        mailing=mailing, variant=words, recipient="x@example.org", name=SECRET, state="failed",
        authority=medway.row,
    )  # fmt: skip
    planned = Mailing.objects.create(
        key="weekly/2", **{**of, "window_from": now + dt.timedelta(days=7)}
    )
    return mailing, planned


def _practice(made: SimpleNamespace) -> None:
    """A page that is being written of Medway's practice, another that is chosen, one asked after."""
    made.case = drafted(authority="medway", title=f"Groups in {SECRET}")
    Showcase.objects.update(summary=f"What {SECRET} keeps")
    made.practice = chosen(made.case.showcase.call, authority="medway", title=f"Walks in {SECRET}")
    made.follow_up = FollowUp.objects.create(case=made.case, due_on=timezone.localdate())


def _subscribers(made: SimpleNamespace) -> None:
    """Somebody of Medway, an address that is stopped, and a list with a row that is amiss."""
    made.subscriber = Subscriber.objects.create(
        address="zan@example.org",
        name=SECRET,
        said_authority=made.medway.row,
        standing=SubscriberStanding.ACTIVE,
        confirmed_at=timezone.now(),
    )
    made.stop = suppress(
        address="no@example.org", why=Why.PROGRAMME, detail=f"Of {SECRET}", by=made.support
    )
    files = [("list.csv", f"E-mail,Name\n{SECRET}@,{SECRET}\n".encode())]
    made.subscriber_list = keep(
        read_list(files),
        files=files,
        consent_words="They asked.",
        consent_on=timezone.localdate(),
        by=made.support,
    )


def _authority(name: str, word: str) -> SimpleNamespace:
    slug = name.lower()
    code = {"Kent": "E10000016", "Medway": "E06000035"}[name]
    row = Authority.objects.create(name=name, slug=slug, ons_code=code)
    people = {
        "director": RoleKind.DCS,
        "leader": RoleKind.LEAD_MEMBER,
        "pa": RoleKind.DCS_PA,
        "asker": RoleKind.DATA_LEAD,
        "reader": RoleKind.COMMISSIONER,
        "member": RoleKind.AUTHORITY_MEMBER,
    }
    accounts = {
        key: _account(f"{key.title()} {word}", kind, authority=row) for key, kind in people.items()
    }
    network = Network.objects.create(name=f"{name} Network", slug=f"{slug}-network")
    lead = _account(f"Lead {word}", RoleKind.NETWORK_LEAD, network=network)
    # Nobody would find the clerk in a list of theirs who is not of the authority.
    clerk = Person.objects.create(name=f"Clerk {word}", authority=row)
    Role.objects.create(person=clerk, kind=RoleKind.AUTHORITY_MEMBER, authority=row)
    ActingFor.objects.create(
        person=accounts["pa"].person,
        principal=accounts["director"].person,
        capacity=Capacity.PA,
        starts_on=timezone.localdate(),
    )
    meeting = Meeting.objects.create(
        network=network,
        on=timezone.localdate() + dt.timedelta(days=9),
        link=f"https://{word.lower()}.example.org/join",
    )
    return SimpleNamespace(
        row=row, network=network, lead=lead, clerk=clerk, meeting=meeting, **accounts
    )


def _account(name: str, kind: RoleKind, **where: Any) -> User:
    person = Person.objects.create(name=name, authority=where.get("authority"))
    Role.objects.create(person=person, kind=kind, **where)
    email = f"{name.replace(' ', '.').lower()}@example.org"
    ContactDetail.objects.create(person=person, kind=ContactKind.EMAIL, value=email)
    return User.objects.create_user(email, PASSWORD, name=name, person=person)


def _areas(made: SimpleNamespace) -> None:
    """An area that one of Medway may enter, one of Medway asks for, and nobody of Kent."""
    area = Area.objects.create(
        name="Inspections", slug="inspections", description="For inspections."
    )
    medway = made.medway
    why = f"{SECRET} is being inspected"
    made.asked = ask(by=medway.asker, area=area, authority=medway.row, why=why)
    given = ask(by=medway.reader, area=area, authority=medway.row, why=why)
    ends_on = timezone.localdate() + dt.timedelta(days=30)
    made.given = let_in(by=medway.director, grant=given, ends_on=ends_on)
    AccessLog.objects.create(
        area=area,
        user=medway.reader,
        person=medway.reader.person,
        authority=medway.row,
        what=AccessLog.What.PAGE,
        title=f"Findings on {SECRET}",
    )
    made.document = DocumentFile(title=f"{SECRET} letter", collection=area.collection)
    made.document.file.save("letter.txt", ContentFile(f"Words of {SECRET}".encode()))
    restricted(section("Care", introduction="Open to all."), area)


def _agreements(made: SimpleNamespace) -> None:
    """One that Medway's lead member has signed, and one to which Medway stands somehow."""
    agreement = Agreement.objects.create(
        title="Memorandum of Understanding", slug="mou", kind=AgreementKind.MOU
    )
    made.version = AgreementVersion.objects.create(
        agreement=agreement,
        label="2026",
        starts_on=timezone.localdate() - dt.timedelta(days=90),
        state=VersionState.PUBLISHED,
        changes="It says more.",
        file=ContentFile(b"%PDF-1.4\nWhat is agreed.", name="agreed.pdf"),
    )
    made.signature = record_paper(
        by=made.support,
        version=made.version,
        authority=made.medway.row,
        role=RoleKind.LEAD_MEMBER,
        on=timezone.localdate() - dt.timedelta(days=9),
        name=f"Leader {SECRET}",
        scan=ContentFile(f"%PDF-1.4\n{SECRET}".encode(), name="scan.pdf"),
    )
    moc = co_operation()
    stands(made.medway.row, protocol(moc), why=f"A letter of {SECRET}", by=made.support)
    made.standing = moc.protocols.get().standings.get()


def _network(made: SimpleNamespace) -> None:
    """Who sits in Medway's network, what was written to it, and its meeting's papers."""
    medway = made.medway
    made.meeting = medway.meeting
    made.seat = Nomination.objects.create(
        network=medway.network,
        authority=medway.row,
        person=medway.member.person,
        starts_on=timezone.localdate() - dt.timedelta(days=9),
        said_by=f"Director {SECRET}",
    )
    made.message = NetworkMessage.objects.create(
        network=medway.network,
        subject=f"Dates of {SECRET}",
        text=f"Only for {SECRET}.",
        standing=Standing.LEAD,
        copies=1,
    )
    made.paper = add_paper(
        by=None,
        meeting=made.meeting,
        file=ContentFile(f"%PDF-1.4\n{SECRET}\n%%EOF\n".encode(), "agenda.pdf"),
        title=f"Agenda of {SECRET}",
        kind=MeetingPaper.Kind.AGENDA,
        audience=MeetingPaper.Audience.MEMBERS,
    )


def _asked(made: SimpleNamespace) -> None:
    """What both are asked and Medway answered, twice and once aside; and what it alone is asked."""
    both = [made.kent.row, made.medway.row]
    made.action = raised(kind=AnswerKind.TEXT, of=both)
    made.question = question_of(made.action)
    ask, director = ask_of(made.action, made.medway.row), made.medway.director
    made.counting = answered(ask, director, said=Said(text=f"Only {SECRET} says this"))
    made.aside = answered(ask, director, said=Said(text=f"Aside of {SECRET}"), seen=None)
    made.reply = take_in_pasted(
        f"Only {SECRET} says this too",
        by=None,
        name=f"Clerk of {SECRET}",
        address="",
        on=timezone.localdate(),
        authority=made.medway.row,
        action=made.action,
    ).reply
    made.own_action = raised(f"Only of {SECRET}", of=[made.medway.row], audience=Audience.ASKED)
    filing = raised(kind=AnswerKind.FILE, of=both)
    file = ContentFile(f"Letter of {SECRET}".encode(), "letter.txt")
    kept = take_in(file, title=f"Letter of {SECRET}", by=None)
    _campaigns(made)
    made.filed = answered(ask_of(filing, made.medway.row), director, said=Said(document=kept.pk))


def _campaigns(made: SimpleNamespace) -> None:
    """One in which both take part, with a figure of Medway's; and one of Medway alone."""
    today, medway = timezone.localdate(), made.medway

    def running(title: str, *places: Authority) -> Running:
        return Running(
            title=title,
            counted="have renewed",
            of_what="social workers",
            first_on=today - dt.timedelta(days=9),
            last_on=today + dt.timedelta(days=9),
            weekday=0,
            authorities=places,
        )

    def asked(title: str, *places: Authority) -> tuple[Campaign, CampaignWeek]:
        found = raise_campaign(by=None, running=running(title, *places))
        week = latest(found)
        assert week is not None
        return found, week

    _, made.week = asked("Renewals", made.kent.row, medway.row)
    made.week_question = question_of(made.week.action)
    said = Said(number=Decimal(7), whole=Decimal(9), text=f"Counted by {SECRET}")
    made.figure = answered(ask_of(made.week.action, medway.row), medway.director, said=said)
    made.own_campaign, own = asked(f"Only {SECRET}", medway.row)
    answered(ask_of(own.action, medway.row), medway.director, said=said)


def _sent_to_a_call(made: SimpleNamespace) -> None:
    """An idea of Medway's director, with a document."""
    what = given(f"An idea of {SECRET}")
    made.own_idea = sent(call("Quiet rooms"), what, by=made.medway.director)
    made.enclosure = Enclosure(
        submission=made.own_idea, kind="document", name=f"{SECRET}.pdf", size=4, sha256="0" * 64
    )
    made.enclosure.file.save("plan.pdf", ContentFile(SECRET.encode()))


def _programs(made: SimpleNamespace) -> None:
    """A program that speaks for Medway's director, and one of each director's that is told."""
    token_for(made.medway.director, name=f"Case system of {SECRET}")
    made.token = Token.objects.get()
    for place, host in ((made.kent, "kent"), (made.medway, SECRET.lower())):
        place.webhook, _ = add(
            by=place.director,
            url=f"https://{host}.example.org/",
            events=["action.opened"],
            form=uuid.uuid4(),
        )
    made.webhook = made.medway.webhook
    made.delivery = send_test(made.webhook)
