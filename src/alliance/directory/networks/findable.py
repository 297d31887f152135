"""What networks say of themselves to the search index: what they are for, and when they meet next."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.search import registry
from alliance.search.document import Document
from alliance.search.models import PUBLIC

from ..models import Meeting, Network
from .show import next_meetings


def register() -> None:
    registry.register(Network, document=_network, rows=_networks)
    uid = "alliance.directory.networks.findable"
    for signal in (post_save, post_delete):
        signal.connect(_meeting_changed, sender=Meeting, dispatch_uid=uid)
    m2m_changed.connect(_joined, sender=Meeting.joint_with.through, dispatch_uid=uid)


def _networks() -> QuerySet[Network]:
    return Network.objects.prefetch_related("topics")


def _network(network: Network) -> Document:
    following = next_meetings(AnonymousUser(), [network]).get(network.pk)
    parts = [
        f"Next meeting: {following.when.in_words}." if following else "",
        network.description,
    ]
    return Document(
        title=network.name,
        kind="Network",
        url=network.get_absolute_url(),
        body="\n\n".join(part for part in parts if part),
        audience=PUBLIC,
        topics=[topic.name for topic in network.topics.all()],
    )


def _meeting_changed(instance: Meeting, raw: bool = False, **signal: object) -> None:
    if not raw:
        joint = instance.joint_with.values_list("pk", flat=True)
        registry.index(Network, {instance.network_id, *joint})


def _joined(
    instance: Meeting | Network, action: str, pk_set: Iterable[int] | None, **signal: object
) -> None:
    """A meeting becomes joint with others, or no longer is."""
    if action in {"post_add", "post_remove"} and isinstance(instance, Meeting):
        registry.index(Network, set(pk_set or ()))


@job(title="Tell search of the next meetings")
def tell_of_next_meetings(progress: Progress) -> str:
    """Every night: what was the next meeting yesterday may be over."""
    live = Network.objects.filter(is_live=True).values_list("pk", flat=True)
    registry.index(Network, list(live))
    return f"{len(live)} networks were looked at."
