"""What authorities and people say of themselves to the search index. (Networks: `networks/`.)"""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from alliance.search import audience, registry
from alliance.search.document import Document
from alliance.search.models import MEMBERS, PROGRAMME, PUBLIC

from .access import viewer_of
from .models import Authority, Person, Role, Visibility

AUDIENCES = {
    Visibility.PUBLIC: PUBLIC,
    Visibility.MEMBERS: MEMBERS,
    Visibility.PRIVATE: PROGRAMME,
}


def register() -> None:
    registry.register(Authority, document=_authority)
    registry.register(Person, document=_person, rows=_people)
    for signal in (post_save, post_delete):  # the editors' area writes a person before their roles
        signal.connect(_role_changed, sender=Role, dispatch_uid="alliance.directory.role")
    audience.told_by(_audiences)


def _role_changed(instance: Role, raw: bool = False, **signal: object) -> None:
    if not raw:
        registry.index(Person, [instance.person_id])


def _audiences(request: HttpRequest) -> frozenset[str]:
    return viewer_of(request.user).audience_keys


def _authority(authority: Authority) -> Document:
    return Document(
        title=authority.name,
        kind="Authority",
        url=authority.get_absolute_url(),
        audience=PUBLIC,
        authority=authority.name,
    )


def _people() -> QuerySet[Person]:
    today = Prefetch("roles", Role.objects.current(), to_attr="roles_today")
    return Person.objects.select_related("authority").prefetch_related(today)


def _person(person: Person) -> Document:
    """A person by name and what they are today; never by how to reach them."""
    roles: list[Role] = person.roles_today  # by `_people`
    parts = [person.organisation, *(role.title or role.get_kind_display() for role in roles)]
    return Document(
        title=person.name,
        kind="Person",
        url="/people/",
        body=". ".join(part for part in parts if part),
        audience=AUDIENCES[Visibility(person.visibility)],
        authority=person.authority.name if person.authority else "",
    )
