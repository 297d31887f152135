"""Every address of the site, and who may come in.

One row an address, written as in the URL configuration. `tests/test_access.py` walks every row as
every kind of person of `tests/access_people.py`, and fails for an address that has no row.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from tests.access_people import PEOPLE, PUBLIC


class Admits(Enum):
    """Whom an address lets in; what the others get is checked too."""

    ANYONE = "anyone"
    ACCOUNTS = "anyone with an account, and a second factor if they need one"
    OWN_ACCOUNT = "anyone with an account, also while they have yet to add a second factor"
    NOBODY = "nobody: whoever comes is led to signing in"
    PROGRAMME = "the programme's staff with a second factor; other accounts are refused"
    LOOKS_AFTER = "whoever looks after the authority, and the programme; other accounts are refused"
    NETWORK_LEADS = "the network’s lead, and the programme; other accounts are refused"
    ANY_NETWORK_LEADS = "whoever leads a network, and the programme; other accounts are refused"
    NOMINATORS = "those and whoever looks after the authority; other accounts are refused"
    NETWORK_CALLERS = "the network’s lead and chairs, and the programme; others are refused"
    NETWORK_MEMBERS = "those and whoever is in the network; other accounts are refused"
    EDITORS = "staff with a second factor; those without are sent to add one"
    EDITORS_AND_STRANGERS = "as editors, but somebody not signed in gets a page with nothing on it"


EVERYBODY = frozenset(PEOPLE)
CARELESS = frozenset(name for name in PEOPLE if name.endswith(" without a second factor"))
"""Who has yet to add a second factor, and is sent to do so."""
PROGRAMME = frozenset({"programme manager", "programme support", "editor"})
FOR_KENT = frozenset({"director", "PA of the director", "deputy of the director"})
LEADS = frozenset({"network lead"})
CALLERS = LEADS | {"network chair", "network vice chair"}

LET_IN: Mapping[Admits, frozenset[str]] = {
    Admits.ANYONE: EVERYBODY,
    Admits.ACCOUNTS: EVERYBODY - {PUBLIC} - CARELESS,
    Admits.OWN_ACCOUNT: EVERYBODY - {PUBLIC},
    Admits.NOBODY: frozenset(),
    Admits.PROGRAMME: PROGRAMME,
    Admits.LOOKS_AFTER: PROGRAMME | FOR_KENT,
    Admits.NETWORK_LEADS: PROGRAMME | LEADS,
    Admits.ANY_NETWORK_LEADS: PROGRAMME | LEADS | {"lead of another network"},
    Admits.NOMINATORS: PROGRAMME | LEADS | FOR_KENT,
    Admits.NETWORK_CALLERS: PROGRAMME | CALLERS,
    Admits.NETWORK_MEMBERS: PROGRAMME | CALLERS | {"network member"},
    Admits.EDITORS: frozenset({"editor"}),
    Admits.EDITORS_AND_STRANGERS: frozenset({"editor", PUBLIC}),
}
OF_THE_EDITORS_AREA = frozenset({Admits.EDITORS, Admits.EDITORS_AND_STRANGERS})


def expected(admits: Admits, person: str) -> str:
    """In a word, what an address answers a kind of person: from its row alone."""
    if person in LET_IN[admits]:
        return "admitted"
    if person == PUBLIC or admits is Admits.NOBODY:
        return "asked to sign in"
    if admits in OF_THE_EDITORS_AREA and person != "editor without a second factor":
        return "refused"
    return "sent to add a second factor" if person in CARELESS else "refused"


ROWS = {
    # home
    "": Admits.ANYONE,
    "healthz": Admits.ANYONE,
    "favicon.ico": Admits.ANYONE,
    "privacy/": Admits.ANYONE,
    "accessibility/": Admits.ANYONE,
    "cookies/": Admits.ANYONE,
    "authorities/": Admits.ANYONE,
    "authorities/<slug:slug>/": Admits.ANYONE,
    "report-a-problem/": Admits.ANYONE,
    "report-a-problem/thank-you/": Admits.ANYONE,
    # api: which rows each gets is for `visible`
    "api/v1/": Admits.ANYONE,
    "api/v1/openapi.json": Admits.ANYONE,
    "api/v1/bulletins/": Admits.ANYONE,
    "api/v1/bulletins/<int:number>/": Admits.ANYONE,
    "api/v1/items/": Admits.ANYONE,
    "api/v1/items/<int:item_id>/": Admits.ANYONE,
    "api/v1/publications/": Admits.ANYONE,
    "api/v1/publications/<int:publication_id>/": Admits.ANYONE,
    "api/v1/authorities/": Admits.ANYONE,
    "api/v1/authorities/<ons_code>/": Admits.ANYONE,
    "api/v1/events/": Admits.ANYONE,
    "api/v1/actions/": Admits.ANYONE,
    "api/v1/actions/<int:action_id>/": Admits.ANYONE,
    "api/v1/actions/<int:action_id>/answers/": Admits.ANYONE,  # who may answer: test_answering.py
    "api/v1/answers/": Admits.ANYONE,
    "api/v1/campaigns/": Admits.ANYONE,
    "api/v1/campaigns/<int:campaign_id>/": Admits.ANYONE,
    "api/v1/campaigns/<int:campaign_id>/figures/": Admits.ANYONE,
    "api/v1/<anything:rest>": Admits.ANYONE,  # a problem that says where to look
    # sections, projects and ideas
    "sections/": Admits.ANYONE,
    "sections/<slug:slug>/": Admits.ANYONE,
    "sections/<slug:slug>/idea/": Admits.ANYONE,
    "sections/<slug:slug>/idea/sent/": Admits.ANYONE,
    "projects/": Admits.ANYONE,
    "projects/<slug:slug>/": Admits.ANYONE,
    "projects/<slug:slug>/idea/": Admits.ANYONE,
    "projects/<slug:slug>/idea/sent/": Admits.ANYONE,
    # the panel of a call for evidence: its own pages are for whoever sits on it, else not found
    "panel/": Admits.ACCOUNTS,
    "panel/<slug:slug>/": Admits.ACCOUNTS,
    "panel/<slug:slug>/interests/": Admits.ACCOUNTS,
    "panel/<slug:slug>/results/": Admits.ACCOUNTS,
    "panel/<slug:slug>/<slug:code>/": Admits.ACCOUNTS,
    "panel/<slug:slug>/<slug:code>/enclosures/<int:number>/": Admits.ACCOUNTS,
    "programme/calls/<slug:slug>/panel/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/settings/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/criteria/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/phases/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/members/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/members/<int:pk>/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/reading/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/enclosures/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/enclosures/<int:pk>/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/results/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/answers/<int:number>/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/panel/letters/": Admits.PROGRAMME,
    "ideas/": Admits.PROGRAMME,
    "ideas/<int:pk>/": Admits.PROGRAMME,
    # answers by telephone, and replies
    "calls/<slug:slug>/ring-me/": Admits.ANYONE,
    "calls/<slug:slug>/ring-me/thanks/": Admits.ANYONE,
    "programme/ring-backs/": Admits.PROGRAMME,
    "programme/ring-backs/<int:pk>/": Admits.PROGRAMME,
    "programme/ring-backs/<int:pk>/keep/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/enter/": Admits.PROGRAMME,
    "programme/entries/<int:pk>/": Admits.PROGRAMME,
    "programme/entries/<int:pk>/keep/": Admits.PROGRAMME,
    "programme/on-behalf/": Admits.PROGRAMME,
    "programme/on-behalf/<slug:reference>/": Admits.PROGRAMME,
    "programme/on-behalf/<slug:reference>/change/": Admits.PROGRAMME,
    "programme/replies/": Admits.PROGRAMME,
    "programme/replies/<slug:reference>/": Admits.PROGRAMME,
    # Word forms of calls
    "calls/<slug:slug>/form.docx": Admits.ANYONE,
    "calls/<slug:slug>/form/": Admits.ANYONE,
    "my-submission/<str:token>/form.docx": Admits.ANYONE,
    "my-submission/<str:token>/form/": Admits.ANYONE,
    "programme/calls/<slug:slug>/mailed/": Admits.PROGRAMME,
    "programme/word-forms/": Admits.PROGRAMME,
    "programme/word-forms/<int:pk>/": Admits.PROGRAMME,
    "programme/word-forms/<int:pk>/file/": Admits.PROGRAMME,
    # the showcase: what of it is launched, its views ask
    "showcase/": Admits.ANYONE,
    "showcase/<slug:slug>/": Admits.ANYONE,
    "showcase/<slug:slug>/report.pdf": Admits.ANYONE,
    "showcase/<slug:slug>/<slug:case_slug>/": Admits.ANYONE,
    "showcase/<slug:slug>/<slug:case_slug>/case.pdf": Admits.ANYONE,
    "showcase/<slug:slug>/<slug:case_slug>/picture/<slug:size>.jpg": Admits.ANYONE,
    "showcase/<slug:slug>/<slug:case_slug>/we-too/": Admits.ANYONE,
    "showcase/<slug:slug>/<slug:case_slug>/we-too/sent/": Admits.ANYONE,
    "my-case/<str:token>/": Admits.ANYONE,  # who holds the link
    "my-case/<str:token>/stuck/": Admits.ANYONE,
    "my-case/<str:token>/picture.jpg": Admits.ANYONE,
    "programme/showcases/": Admits.PROGRAMME,
    "programme/showcases/others/": Admits.PROGRAMME,
    "programme/showcases/lasted/": Admits.PROGRAMME,
    "programme/showcases/lasted/<int:pk>/": Admits.PROGRAMME,
    "programme/showcases/<int:pk>/": Admits.PROGRAMME,
    "programme/showcases/<int:pk>/change/": Admits.PROGRAMME,
    "programme/showcases/<int:pk>/add/": Admits.PROGRAMME,
    "programme/showcases/<int:pk>/draft/<int:submission>/": Admits.PROGRAMME,
    "programme/showcases/cases/<int:pk>/": Admits.PROGRAMME,
    "programme/showcases/cases/<int:pk>/picture/": Admits.PROGRAMME,
    "programme/showcases/cases/<int:pk>/picture.jpg": Admits.PROGRAMME,
    "programme/showcases/cases/<int:pk>/preview/": Admits.PROGRAMME,
    "programme/showcases/cases/<int:pk>/preview.pdf": Admits.PROGRAMME,
    "programme/showcases/cases/<int:pk>/agreeing/": Admits.PROGRAMME,
    # sources
    "send-us-news/": Admits.ANYONE,
    "send-us-news/sent/": Admits.ANYONE,
    "sources/": Admits.PROGRAMME,
    "sources/new/": Admits.PROGRAMME,
    "sources/mail/": Admits.PROGRAMME,
    "sources/sent/": Admits.PROGRAMME,
    "sources/sent/<int:pk>/": Admits.PROGRAMME,
    "sources/<int:pk>/": Admits.PROGRAMME,
    # calls for evidence
    "calls/": Admits.ANYONE,
    "calls/<slug:slug>/": Admits.ANYONE,
    "calls/<slug:slug>/submit/": Admits.ANYONE,
    "calls/<slug:slug>/thrown-away/": Admits.ANYONE,
    # whoever has the link; it says so when it is none
    "my-submission/<str:token>/": Admits.ANYONE,
    "my-submission/<str:token>/check/": Admits.ANYONE,
    "my-submission/<str:token>/files/": Admits.ANYONE,
    "my-submission/<str:token>/files/<int:pk>/": Admits.ANYONE,
    "my-submission/<str:token>/link/": Admits.ANYONE,
    "my-submission/<str:token>/link/sent/": Admits.ANYONE,
    "my-submission/<str:token>/withdraw/": Admits.ANYONE,
    "my-submission/<str:token>/part/<slug:step>/": Admits.ANYONE,
    "my-submission/<str:token>/part/<slug:step>/keep/": Admits.ANYONE,
    "my-submissions/": Admits.ACCOUNTS,
    "my-submissions/<int:pk>/open/": Admits.ACCOUNTS,
    "enclosures/<int:pk>/": Admits.PROGRAMME,
    "programme/calls/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/change/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/similar-work/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/headings/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/headings/new/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/headings/<int:pk>/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/preview/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/publish/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/closing/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/end/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/answers/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/answers.csv": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/answers/duplicates/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/themes/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/who/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/who.csv": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/after/": Admits.PROGRAMME,
    "programme/calls/<slug:slug>/after/<int:pk>/": Admits.PROGRAMME,
    "submissions/<slug:reference>/": Admits.PROGRAMME,
    "submissions/<slug:reference>/enclosures/<int:pk>/for-panel/": Admits.PROGRAMME,
    "programme/new-call/": Admits.PROGRAMME,
    "programme/service-sections/": Admits.PROGRAMME,
    "programme/service-sections/<slug:slug>/": Admits.PROGRAMME,
    # bulletins
    "bulletins/": Admits.ANYONE,
    "bulletins/carry-over/": Admits.PROGRAMME,
    "bulletins/import/": Admits.PROGRAMME,
    "bulletins/import/<uuid:pk>/": Admits.PROGRAMME,
    "bulletins/next/": Admits.PROGRAMME,
    "bulletins/drafts/suggest/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/paste/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/here/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/items/<int:item>/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/items/<int:item>/history/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/preview/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/preview/<slug:form>/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/publish/": Admits.PROGRAMME,
    "bulletins/drafts/<int:pk>/update.<slug:ending>": Admits.PROGRAMME,
    "bulletins/<int:number>/correct/": Admits.PROGRAMME,
    "bulletins/<int:number>/update.<slug:ending>": Admits.PROGRAMME,
    "bulletins/<int:number>/": Admits.ANYONE,
    "bulletins/<int:number>/check/": Admits.PROGRAMME,
    "bulletins/<int:number>/print/": Admits.ANYONE,
    "items/<int:pk>-<slug:slug>/": Admits.ANYONE,
    "items/<int:pk>/ask/": Admits.PROGRAMME,
    "newsletters/": Admits.ANYONE,
    "newsletters/<path:rest>": Admits.ANYONE,
    "update-no-<path:rest>": Admits.ANYONE,
    # search and background work
    "search/": Admits.ANYONE,
    "jobs/<uuid:pk>/": Admits.ACCOUNTS,
    # feeds and calendar
    "subscribe/": Admits.ANYONE,
    "subscribe/sent/": Admits.ANYONE,
    "subscribe/confirm/<str:token>/": Admits.ANYONE,  # whoever has the link
    "preferences/": Admits.ANYONE,
    "preferences/sent/": Admits.ANYONE,
    "preferences/<str:token>/": Admits.ANYONE,  # whoever has the link
    "unsubscribe/<str:token>/": Admits.ANYONE,  # whoever has the link; looking changes nothing
    # by the password that a provider was given: test_webhooks.py of what comes back
    "anymail/<slug:provider>/tracking/": Admits.ANYONE,
    "notify/receipts/": Admits.ANYONE,
    "feeds/": Admits.ANYONE,
    "feeds/all.atom": Admits.ANYONE,
    "feeds/all.json": Admits.ANYONE,
    "feeds/topics/<slug:slug>.atom": Admits.ANYONE,
    "feeds/topics/<slug:slug>.json": Admits.ANYONE,
    # mailings
    "mailings/": Admits.PROGRAMME,
    "mailings/rules/": Admits.PROGRAMME,
    "mailings/sender/": Admits.PROGRAMME,
    "mailings/bulletins/<int:bulletin>/preview/": Admits.PROGRAMME,
    "mailings/bulletins/<int:bulletin>/preview/page/": Admits.PROGRAMME,
    "mailings/<int:pk>/preview/": Admits.PROGRAMME,
    "mailings/<int:pk>/preview/page/": Admits.PROGRAMME,
    "mailings/<int:pk>/": Admits.PROGRAMME,
    "mailings/<int:pk>/time/": Admits.PROGRAMME,
    "mailings/<int:pk>/cancel/": Admits.PROGRAMME,
    "mailings/<int:pk>/try-again/": Admits.PROGRAMME,
    "mailings/<int:pk>/not-received/": Admits.PROGRAMME,
    "calendar.ics": Admits.ANYONE,
    "calendar/<slug:slug>.ics": Admits.ANYONE,
    # actions: which each gets is for `visible`; another authority's is not found
    "actions/": Admits.PROGRAMME,
    "actions/grid.<slug:ending>": Admits.PROGRAMME,
    # until the alliance turns it on: tests/actions/test_grid_for_leads.py
    "actions/grid-for-leads/": Admits.PROGRAMME,
    "actions/grid-for-leads.<slug:ending>": Admits.PROGRAMME,
    "actions/who-sees/": Admits.ACCOUNTS,
    "actions/new/": Admits.PROGRAMME,
    "actions/chasing/": Admits.PROGRAMME,
    "actions/replies/": Admits.PROGRAMME,
    "actions/replies/<int:pk>/": Admits.PROGRAMME,
    "sources/triage/": Admits.PROGRAMME,
    "sources/triage/keys/": Admits.PROGRAMME,
    "sources/triage/<int:pk>/": Admits.PROGRAMME,
    "actions/<int:pk>/": Admits.ANYONE,
    "actions/<int:pk>/answers.<slug:ending>": Admits.PROGRAMME,
    "actions/<int:pk>/change/": Admits.PROGRAMME,
    "actions/<int:pk>/end/": Admits.PROGRAMME,
    "actions/<int:pk>/<slug:authority>/": Admits.ACCOUNTS,
    "actions/<int:pk>/<slug:authority>/record/": Admits.PROGRAMME,
    "actions/<int:pk>/<slug:authority>/files/<int:response>/": Admits.ACCOUNTS,
    # campaigns: an authority's own line, to the programme all; which each gets is for `visible`
    "campaigns/": Admits.ACCOUNTS,
    "campaigns/new/": Admits.PROGRAMME,
    "campaigns/<int:pk>/": Admits.ACCOUNTS,
    "campaigns/<int:pk>/figures.<slug:ending>": Admits.ACCOUNTS,
    "campaigns/<int:pk>/change/": Admits.PROGRAMME,
    "campaigns/<int:pk>/end/": Admits.PROGRAMME,
    "answer/<str:token>/": Admits.ANYONE,  # whoever has the link; it says so when it is none
    "answer/<str:token>/somebody-else/": Admits.ANYONE,
    "answer/<str:token>/sent/": Admits.ANYONE,
    "my-authority/": Admits.ACCOUNTS,
    "my-calendar/": Admits.ACCOUNTS,
    "my-calendar/<str:token>/mine.ics": Admits.ANYONE,  # whoever has the secret
    "my-calendar/<str:token>/authorities/<slug:slug>.ics": Admits.ANYONE,
    # library and directory
    "publications/": Admits.ANYONE,
    "links/": Admits.PROGRAMME,
    "links/links.csv": Admits.PROGRAMME,
    "links/check/": Admits.PROGRAMME,
    "links/without-address/": Admits.PROGRAMME,
    "links/<int:pk>/": Admits.PROGRAMME,
    "publications.<slug:ending>": Admits.ANYONE,
    "publications/tools-and-templates/": Admits.ANYONE,
    "publications/import/": Admits.PROGRAMME,
    "publications/<int:pk>/": Admits.ANYONE,  # which there are is for `visible`
    "publications/<int:pk>/latest/": Admits.ANYONE,
    "publications/<int:pk>.<slug:ending>": Admits.ANYONE,
    "publications/<int:pk>-<slug:slug>/": Admits.ANYONE,
    # agreements: which facts each gets is for `visible`
    "agreements/": Admits.ANYONE,
    "agreements/<slug:slug>/": Admits.ANYONE,
    "agreements/<slug:slug>/register.<slug:ending>": Admits.ANYONE,
    "agreements/<slug:slug>/authorities/<slug:authority>/": Admits.ANYONE,
    "agreements/<slug:slug>/versions/<int:pk>/document/": Admits.ANYONE,
    "agreements/<slug:slug>/versions/<int:pk>/first-page/": Admits.ANYONE,
    "agreements/<slug:slug>/signatures/<int:pk>/scan/": Admits.ANYONE,
    "agreements/<slug:slug>/sign/": Admits.ACCOUNTS,
    "agreements/<slug:slug>/sign/<slug:authority>/<slug:role>/": Admits.ACCOUNTS,  # who holds it
    "agreements/<slug:slug>/signatures/<int:pk>/withdraw/": Admits.ACCOUNTS,  # who holds it
    "agreements/<slug:slug>/signatures/<int:pk>/record-withdrawal/": Admits.PROGRAMME,
    "agreements/<slug:slug>/signatures/<int:pk>/strike-out/": Admits.PROGRAMME,
    "agreements/<slug:slug>/signatures/record/": Admits.PROGRAMME,
    "agreements/<slug:slug>/standings/record/": Admits.PROGRAMME,
    "agreements/<slug:slug>/standings/<int:pk>/strike-out/": Admits.PROGRAMME,
    "people/": Admits.ANYONE,
    "accounts/email/": Admits.ACCOUNTS,  # ours: shown, and changed by the programme alone
    "accounts/acting/": Admits.ACCOUNTS,
    "accounts/acting/<int:pk>/end/": Admits.ACCOUNTS,
    "accounts/subscription/": Admits.ACCOUNTS,
    "accounts/tokens/": Admits.ACCOUNTS,
    "accounts/tokens/<int:pk>/revoke/": Admits.ACCOUNTS,  # one's own
    "accounts/webhooks/": Admits.ACCOUNTS,  # adding one: tests/api/test_webhooks.py
    "accounts/webhooks/<int:pk>/": Admits.ACCOUNTS,  # one's own
    "accounts/look/": Admits.PROGRAMME,
    "accounts/look/stop/": Admits.ACCOUNTS,
    "accounts/looks/": Admits.ACCOUNTS,
    "people/list/": Admits.PROGRAMME,
    "people/list/template.csv": Admits.PROGRAMME,
    "people/list/<uuid:pk>/": Admits.PROGRAMME,
    # subscribers: everybody else has their own choices only
    "subscribers/": Admits.PROGRAMME,
    "subscribers/add/": Admits.PROGRAMME,
    "subscribers/from-directory/": Admits.PROGRAMME,
    "subscribers/stopped/": Admits.PROGRAMME,
    "subscribers/stopped/<int:pk>/": Admits.PROGRAMME,
    "subscribers/lists/": Admits.PROGRAMME,
    "subscribers/lists/template.csv": Admits.PROGRAMME,
    "subscribers/lists/<int:pk>/": Admits.PROGRAMME,
    "subscribers/lists/<int:pk>/faults.csv": Admits.PROGRAMME,
    "subscribers/<int:pk>/": Admits.PROGRAMME,
    "subscribers/<int:pk>/change/": Admits.PROGRAMME,
    "subscribers/<int:pk>/kept.json": Admits.PROGRAMME,
    # networks
    "networks/": Admits.ANYONE,
    "networks/dates/": Admits.ANYONE,
    "networks/nominations/": Admits.ANY_NETWORK_LEADS,
    "networks/<slug:slug>/": Admits.ANYONE,
    # restricted areas: that there are such, and what is in each; which askings each account may see
    # is for `visible`, and another's is not found
    "areas/": Admits.ANYONE,
    "areas/<slug:slug>/": Admits.ANYONE,
    "areas/<slug:slug>/ask/": Admits.ACCOUNTS,
    "access/": Admits.ACCOUNTS,
    "access/<int:pk>/": Admits.ACCOUNTS,
    "access/everyone/": Admits.PROGRAMME,
    "access/everyone/read/": Admits.PROGRAMME,
    "access/everyone/read.csv": Admits.PROGRAMME,
    "authorities/<slug:slug>/access/": Admits.LOOKS_AFTER,
    "authorities/<slug:slug>/access/read/": Admits.LOOKS_AFTER,
    "authorities/<slug:slug>/access/read.csv": Admits.LOOKS_AFTER,
    "networks/<slug:slug>/calendar.ics": Admits.ANYONE,
    "networks/<slug:slug>/meetings/": Admits.ANYONE,
    "networks/<slug:slug>/meetings/add/": Admits.NETWORK_CALLERS,
    "networks/<slug:slug>/meetings/<int:pk>/": Admits.ANYONE,
    "networks/<slug:slug>/meetings/<int:pk>/change/": Admits.NETWORK_CALLERS,
    "networks/<slug:slug>/meetings/<int:meeting>/papers/": Admits.NETWORK_CALLERS,
    # the paper itself is for `visible`: tests/library/test_papers.py
    "networks/<slug:slug>/meetings/<int:meeting>/papers/<int:pk>/": Admits.ANYONE,
    "networks/<slug:slug>/nominations/": Admits.NETWORK_LEADS,
    "networks/<slug:slug>/nominations/<slug:authority>/": Admits.NOMINATORS,
    "networks/<slug:slug>/chair/": Admits.NETWORK_LEADS,
    "networks/<slug:slug>/write/": Admits.NETWORK_CALLERS,
    "networks/<slug:slug>/messages/": Admits.NETWORK_MEMBERS,
    "networks/<slug:slug>/messages/<int:pk>/": Admits.NETWORK_CALLERS,
    # accounts and mail
    "invitation/<str:token>/": Admits.ANYONE,  # whoever has the link; it says so when it is none
    "people/invitations/": Admits.PROGRAMME,
    "people/invitations/new/": Admits.PROGRAMME,
    "people/vacancies/": Admits.PROGRAMME,
    "people/accounts/": Admits.PROGRAMME,
    "people/accounts/<int:pk>/": Admits.PROGRAMME,
    "people/security-log/": Admits.PROGRAMME,
    "people/security-log/export.csv": Admits.PROGRAMME,
    "people/security-log/export.jsonl": Admits.PROGRAMME,
    "mail/": Admits.PROGRAMME,
    "mail/<int:pk>/": Admits.PROGRAMME,
}

ROWS_OF_LIBRARIES = {
    # allauth: signing in and out, one's own password, second factor and sessions
    "accounts/login/": Admits.ANYONE,
    "accounts/login/code/confirm/": Admits.OWN_ACCOUNT,  # a second step: others start with the first
    "accounts/logout/": Admits.ANYONE,
    "accounts/inactive/": Admits.ANYONE,
    "accounts/signup/": Admits.ANYONE,  # says that accounts come by invitation
    "accounts/confirm-email/": Admits.ANYONE,
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": Admits.ANYONE,
    "accounts/password/reset/": Admits.ANYONE,
    "accounts/password/reset/done/": Admits.ANYONE,
    "accounts/password/reset/key/done/": Admits.ANYONE,
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": Admits.ANYONE,
    "accounts/password/change/": Admits.OWN_ACCOUNT,
    "accounts/password/set/": Admits.OWN_ACCOUNT,
    "accounts/reauthenticate/": Admits.OWN_ACCOUNT,
    "accounts/sessions/": Admits.OWN_ACCOUNT,
    "accounts/2fa/": Admits.OWN_ACCOUNT,
    "accounts/2fa/authenticate/": Admits.OWN_ACCOUNT,  # a second step: others start with the first
    "accounts/2fa/reauthenticate/": Admits.OWN_ACCOUNT,
    "accounts/2fa/totp/activate/": Admits.OWN_ACCOUNT,
    "accounts/2fa/totp/deactivate/": Admits.OWN_ACCOUNT,
    "accounts/2fa/recovery-codes/": Admits.OWN_ACCOUNT,
    "accounts/2fa/recovery-codes/generate/": Admits.OWN_ACCOUNT,
    "accounts/2fa/recovery-codes/download/": Admits.OWN_ACCOUNT,
    "accounts/2fa/webauthn/": Admits.OWN_ACCOUNT,
    "accounts/2fa/webauthn/add/": Admits.OWN_ACCOUNT,
    "accounts/2fa/webauthn/reauthenticate/": Admits.OWN_ACCOUNT,
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": Admits.OWN_ACCOUNT,
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": Admits.OWN_ACCOUNT,
    "accounts/2fa/webauthn/login/": Admits.OWN_ACCOUNT,  # to scripts it gives a challenge
    # signing in by one's organisation; there is none in the tests of who gets where
    "accounts/oidc/<slug:provider_id>/login/": Admits.ANYONE,
    "accounts/oidc/<slug:provider_id>/login/callback/": Admits.ANYONE,
    "accounts/3rdparty/": Admits.OWN_ACCOUNT,
    "accounts/3rdparty/login/cancelled/": Admits.ANYONE,
    "accounts/3rdparty/login/error/": Admits.ANYONE,
    "accounts/3rdparty/signup/": Admits.NOBODY,
    "accounts/social/login/cancelled/": Admits.ANYONE,
    "accounts/social/login/error/": Admits.ANYONE,
    "accounts/social/signup/": Admits.ANYONE,
    "accounts/social/connections/": Admits.ANYONE,
    # Wagtail: documents by their collection's own restrictions, and the area it is of
    r"^documents/(\d+)/(.*)$": Admits.ANYONE,  # ours, which comes first
    r"documents/^(\d+)/(.*)$": Admits.ANYONE,
    "documents/<int:pk>/first-page/": Admits.ANYONE,  # where the document opens, else not found
    "documents/authenticate_with_password/<int:restriction_id>/": Admits.ANYONE,
    "files/images/<path:path>": Admits.ANYONE,  # pictures as pages show them
}

BRANCHES = {"cms/": Admits.EDITORS}
"""Addresses by how they begin: each one below gets the same answer."""

ROWS_IN_BRANCHES = {
    # Wagtail's own way in is not used: the site's is. What it shows strangers is empty or a form
    # that leads nowhere, because resetting a password there is switched off.
    "cms/login/": Admits.EDITORS_AND_STRANGERS,
    "cms/password_reset/": Admits.EDITORS_AND_STRANGERS,
    "cms/password_reset/done/": Admits.EDITORS_AND_STRANGERS,
    "cms/password_reset/complete/": Admits.EDITORS_AND_STRANGERS,
    "cms/password_reset/confirm/<uidb64>/<token>/": Admits.EDITORS_AND_STRANGERS,
    "cms/jsi18n/": Admits.EDITORS_AND_STRANGERS,  # the words of the interface
    "cms/sprite/": Admits.EDITORS_AND_STRANGERS,  # its icons
}
