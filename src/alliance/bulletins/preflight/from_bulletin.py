"""An issue from a bulletin of the site, with all that is known here, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alliance.actions.models import Action, ActionState
from alliance.directory.access import visible
from alliance.directory.models import Person
from alliance.library.link_check.addresses import host_of
from alliance.library.link_check.gather import digest_of
from alliance.library.models import DocumentFile, Link, MeetingPaper, Publication
from alliance.library.restricted import outside
from alliance.text.language.spelling import is_word
from alliance.text.sanitise import plain

from ..models import Appearance, AppearanceDate, Bulletin, Item
from .issue import CheckedContact, CheckedItem, CheckedPublication, Issue, Known
from .rules.language import EXPLAINED
from .rules.links import links_of
from .spoken import Spoken, spoken, spoken_text

EARLIER = dt.timedelta(weeks=26)
"""How far back bulletins are read for the words that are usual in them."""
_DOCUMENT = re.compile(r"^/documents/(\d{1,9})/")
_PAPER = re.compile(r"^/networks/[\w-]+/meetings/\d+/papers/(\d{1,9})/")
_UNUSUAL = re.compile(r"(?<![\w@./-])[A-Za-z]{4,}(?![\w@/-])")


def issue_as_it_would_go_out(bulletin: Bulletin) -> Issue:
    """The issue of the newest revision, where there is a draft; else of what is stored."""
    if bulletin.has_unpublished_changes and bulletin.latest_revision_id:
        draft = bulletin.get_latest_revision_as_object()
        return issue_in(draft)
    return issue_in(bulletin)


def issue_in(bulletin: Bulletin) -> Issue:
    """The issue of a bulletin as it stands in this object, stored or not."""
    appearances = sorted(_children(bulletin, "appearances", "dates"), key=lambda a: a.position)
    entries = sorted(_children(bulletin, "catalogue"), key=lambda e: e.position)
    contacts = sorted(_children(bulletin, "contacts"), key=lambda c: c.position)
    publications = Publication.objects.in_bulk({entry.publication_id for entry in entries})
    people = {contact.person_id for contact in contacts}
    shown = set(
        visible(AnonymousUser(), Person.objects.filter(pk__in=people)).values_list("pk", flat=True)
    )
    asked = _asked({appearance.item_id for appearance in appearances})
    bare = Issue(
        number=bulletin.number,
        date=bulletin.date,
        introduction=_introduction(bulletin.introduction),
        items=tuple(_item(appearance, asked) for appearance in appearances),
        publications=tuple(
            CheckedPublication(entry.title, _leads_to(publications.get(entry.publication_id)))
            for entry in entries
        ),
        contacts=tuple(CheckedContact(c.name, c.person_id in shown) for c in contacts),
        set_aside=tuple(bulletin.set_aside),
    )
    words, acronyms = _usual(bulletin)
    addresses = {link.url for _, link in links_of(bare)}
    addresses |= {entry.url for entry in bare.publications if entry.url}
    return _with(
        bare,
        Known(
            dead=_dead(addresses),
            restricted=_restricted(addresses),
            people=frozenset(Person.objects.values_list("name", flat=True)),
            words=words,
            acronyms=acronyms,
            passed=dict(bulletin.passed_findings.values_list("digest", "reason")),
            knows_actions=True,
            edit=reverse("wagtailsnippets_bulletins_bulletin:edit", args=[bulletin.pk])
            if bulletin.pk
            else "",
        ),
    )


def _with(bare: Issue, known: Known) -> Issue:
    return Issue(
        bare.number, bare.date, bare.introduction, bare.items, bare.publications, bare.contacts,
        bare.set_aside, known,
    )  # fmt: skip


def _children(bulletin: Bulletin, name: str, *prefetch: str) -> list[Appearance]:
    """The children of a bulletin: those of a draft are in it, the others in the database."""
    manager = getattr(bulletin, name)
    held = getattr(bulletin, "_cluster_related_objects", {})
    if name in held:
        return list(manager.all())
    return list(manager.all().prefetch_related(*prefetch))


def _introduction(text: str) -> Spoken:
    return spoken(text) if re.search(r"<(?:p|ul|ol|a|br)\b", text) else spoken_text(text)


def _item(appearance: Appearance, asked: frozenset[str]) -> CheckedItem:
    dates = list(appearance.dates.all())
    return CheckedItem(
        title=appearance.title,
        body=spoken(appearance.body),
        action=spoken(appearance.action_text),
        section=appearance.section,
        has_action=appearance.has_action,
        deadlines=tuple(d.date for d in dates if d.kind == AppearanceDate.Kind.DEADLINE),
        events=tuple(d.date for d in dates if d.kind == AppearanceDate.Kind.EVENT),
        people=tuple(appearance.named),
        is_asked=str(appearance.item_id) in asked,
    )


def _leads_to(publication: Publication | None) -> str:
    if publication is None:
        return ""
    if publication.url or not publication.document_id:
        return publication.url
    return f"/documents/{publication.document_id}/"


def _asked(items: Iterable[int]) -> frozenset[str]:
    """Items from which an action was raised, whatever became of it but being withdrawn."""
    kind = ContentType.objects.get_for_model(Item)
    raised = Action.objects.filter(origin_type=kind, origin_id__in=[str(each) for each in items])
    return frozenset(
        raised.exclude(state=ActionState.WITHDRAWN).values_list("origin_id", flat=True)
    )


def _dead(addresses: Iterable[str]) -> Mapping[str, str]:
    """Of the addresses those that the link check found dead, and that nobody left as they are."""
    digests = [digest_of(address.partition("#")[0]) for address in addresses]
    found = Link.objects.filter(digest__in=digests, dead_since__isnull=False)
    found = found.filter(Q(left_until__isnull=True) | Q(left_until__lte=timezone.now()))
    return {
        link.url: link.finding.words if link.finding else ""
        for link in found.select_related("finding")
    }


def _restricted(addresses: Iterable[str]) -> Mapping[str, str]:
    """Of the addresses those of this site’s files that not everybody may open."""
    documents, papers = _by_number(addresses, _DOCUMENT), _by_number(addresses, _PAPER)
    closed: dict[str, str] = {}
    if documents:
        rows = DocumentFile.objects.filter(pk__in=documents)
        inside = {row.pk: row.title for row in rows.exclude(outside())}
        inside |= {
            row.pk: row.title for row in rows.select_related("collection") if _is_private(row)
        }
        closed |= {each: title for pk, title in inside.items() for each in documents[pk]}
    if papers:
        kept = MeetingPaper.objects.filter(pk__in=papers)
        opened = visible(AnonymousUser(), kept).values_list("pk", flat=True)
        for row in kept.exclude(pk__in=opened):
            closed |= dict.fromkeys(papers[row.pk], row.title)
    return closed


def _by_number(addresses: Iterable[str], pattern: re.Pattern[str]) -> dict[int, list[str]]:
    """Addresses of this site by the number of the file that they lead to."""
    found: dict[int, list[str]] = {}
    for address in addresses:
        if host_of(address) in {"", *settings.ALLOWED_HOSTS} and (
            match := pattern.match(_path(address))
        ):
            found.setdefault(int(match[1]), []).append(address)
    return found


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _is_private(document: DocumentFile) -> bool:
    return bool(document.collection.get_view_restrictions())


def _usual(bulletin: Bulletin) -> tuple[frozenset[str], frozenset[str]]:
    """Unusual words that at least two matters of the months before used; acronyms they explained."""
    texts = Appearance.objects.filter(
        bulletin__live=True,
        bulletin__number__lt=bulletin.number,
        bulletin__date__gt=bulletin.date - EARLIER,
    ).values_list("item", "title", "body", "action_text")
    users: dict[str, set[int]] = {}
    acronyms: set[str] = set()
    for item, *parts in texts.order_by():
        said = plain(" ".join(parts))
        acronyms.update(EXPLAINED.findall(said))
        for word in set(_UNUSUAL.findall(said)):
            users.setdefault(word.lower(), set()).add(item)
    words = {word for word, items in users.items() if len(items) > 1 and not is_word(word)}
    return frozenset(words), frozenset(acronyms)
