"""The items of a bulletin: which matters they tell, in which words, for the how-manieth time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Max, Min, ProtectedError
from django.utils.text import slugify

from alliance.delivery import keep
from alliance.search.registry import index
from alliance.text.telling import Print, print_of

from .. import deliverable
from ..content import Content, ItemContent
from ..difference import pair
from ..models import Appearance, AppearanceDate, Bulletin, Item
from ..parsing.reading import Reading
from ..recurrence import Known, Match, recognise
from .contacts import Found, named
from .memory import Memory
from .read_back import content_in

_Through = Appearance.people.through


def items(
    bulletin: Bulletin,
    content: Content,
    reading: Reading,
    same_as: dict[int, int | None],
    memory: Memory,
    found: Found,
) -> tuple[list[int], int]:
    """Write the items of one bulletin.

    Returns:
        The matters in their order, and how many of them were told in another bulletin before.
    """
    kept = _kept(bulletin, content, same_as)
    prints = [print_of(item.title, item.text, item.events) for item in content.items]
    told = _matters(bulletin, content, prints, same_as, kept, memory)
    made_before = len([pk for pk in told if pk is not None])
    matters = _with_new(told, content)
    touched = set(matters) | {appearance.item_id for appearance in kept.values()}
    dropped = _drop_others(bulletin, kept)
    appearances = _appearances(bulletin, content, matters, kept)
    _dates(appearances, content, reading)
    _people(appearances, content, memory, found)
    _standings(touched)
    keep.follow(deliverable.NAME, touched | dropped)
    memory.remember(
        bulletin.number,
        [
            Known(matter, bulletin.number, item.title, made)
            for matter, item, made in zip(matters, content.items, prints, strict=True)
        ],
    )
    return matters, made_before


def _kept(
    bulletin: Bulletin, content: Content, same_as: Mapping[int, int | None]
) -> dict[int, Appearance]:
    """Place in the content → the appearance that stands there already, under whatever wording.

    The matter that an editor named says it; where nobody did, the likeness of the words.
    """
    stored = list(bulletin.appearances.order_by("position"))
    if not stored:
        return {}
    of_matter = {appearance.item_id: appearance for appearance in stored}
    kept = {
        place: of_matter.pop(matter)
        for place, matter in same_as.items()
        if matter in of_matter and place < len(content.items)
    }
    taken = {appearance.pk for appearance in kept.values()}
    for place, old in enumerate(pair(content_in(bulletin).items, content.items)):
        if place not in kept and old is not None and stored[old].pk not in taken:
            kept[place] = stored[old]
    return kept


def _matters(
    bulletin: Bulletin,
    content: Content,
    prints: list[Print],
    same_as: dict[int, int | None],
    kept: dict[int, Appearance],
    memory: Memory,
) -> list[int | None]:
    """The known matter of each item: as the editor said, as stored, or as recognised."""
    told: list[int | None] = [None] * len(content.items)
    decided = set(same_as)
    for place, matter in same_as.items():
        if place < len(told):
            told[place] = matter
    for place, appearance in kept.items():
        if place not in decided and appearance.item_id not in told:
            told[place] = appearance.item_id
            decided.add(place)
    left = [place for place in range(len(told)) if place not in decided]
    taken = {matter for matter in told if matter is not None}
    known = [
        telling
        for telling in memory.told_near(content.date, but=content.number)
        if telling.item not in taken
    ]
    for place, match in zip(left, recognise([prints[p] for p in left], known), strict=True):
        if match:
            told[place] = _one_of(match, content.number, memory)
    return told


def _one_of(match: Match, number: int, memory: Memory) -> int:
    """The matter matched; two that this telling joins, one told before it and one after, become one.

    So it is when an archive comes after the newest bulletins: both ends of a matter are there
    before its middle is.
    """
    kept = match.known.item
    for other in match.also:
        first, second = sorted((kept, other))
        if _apart(first, second, number):
            _merge(first, second)
            memory.merged(first, second)
            kept = first
    return kept


def _apart(a: int, b: int, number: int) -> bool:
    """Whether all tellings of one were before this bulletin and all of the other after it."""
    spans = {
        item: (first, last)
        for item, first, last in Appearance.objects.filter(item__in=(a, b))
        .order_by()
        .values("item")
        .annotate(first=Min("bulletin__number"), last=Max("bulletin__number"))
        .values_list("item", "first", "last")
    }
    if len(spans) < 2:
        return False
    (_, earlier_last), (later_first, _) = sorted(spans.values())
    return bool(earlier_last < number < later_first)


def _merge(kept: int, gone: int) -> None:
    Appearance.objects.filter(item=gone).update(item=kept)
    keep.merged(deliverable.NAME, kept=kept, gone=gone)
    through = Item.topics.through
    topics = through.objects.filter(item=gone).values_list("topic", flat=True)
    through.objects.bulk_create(
        [through(item_id=kept, topic_id=topic) for topic in topics], ignore_conflicts=True
    )
    try:
        Item.objects.filter(pk=gone).delete()
    except ProtectedError:
        return  # something else refers to it: an editor decides


def _with_new(told: list[int | None], content: Content) -> list[int]:
    """A new matter for each item that tells none."""
    new = {
        place: Item(title=content.items[place].title, slug=slug_of(content.items[place].title))
        for place, matter in enumerate(told)
        if matter is None
    }
    Item.objects.bulk_create(new.values())
    return [new[place].pk if matter is None else matter for place, matter in enumerate(told)]


def slug_of(title: str) -> str:
    return slugify(title.replace("’", ""))[:100].strip("-") or "item"


def _drop_others(bulletin: Bulletin, kept: dict[int, Appearance]) -> set[int]:
    """Take away appearances that the bulletin no longer has, and matters told nowhere now.

    Returns:
        The matters that those appearances told.
    """
    gone = bulletin.appearances.exclude(pk__in=[appearance.pk for appearance in kept.values()])
    matters = set(gone.values_list("item", flat=True))
    if not matters:
        return matters
    Appearance.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()
    _standings(matters)
    return matters


def _appearances(
    bulletin: Bulletin, content: Content, matters: list[int], kept: dict[int, Appearance]
) -> list[Appearance]:
    written = []
    for place, (item, matter) in enumerate(zip(content.items, matters, strict=True)):
        appearance = kept.get(place) or Appearance(bulletin=bulletin)
        appearance.item_id, appearance.position = matter, place
        _word(appearance, item)
        written.append(appearance)
    Appearance.objects.bulk_update(kept.values(), [*_WORDS, "item", "position"])
    Appearance.objects.bulk_create(a for a in written if a.pk is None)
    return written


_WORDS = ("section", "title", "body", "has_action", "action_text", "named")


def _word(appearance: Appearance, item: ItemContent) -> None:
    appearance.section = item.section
    appearance.title = item.title
    appearance.body = item.body
    appearance.has_action = item.has_action
    appearance.action_text = item.action_text
    appearance.named = list(item.people)


def _dates(appearances: list[Appearance], content: Content, reading: Reading) -> None:
    words = _words_of_dates(reading)
    AppearanceDate.objects.filter(appearance__in=appearances).delete()
    AppearanceDate.objects.bulk_create(
        AppearanceDate(
            appearance=appearance,
            kind=kind,
            date=day,
            words=words.get((place, kind, day), ""),
        )
        for place, (appearance, item) in enumerate(zip(appearances, content.items, strict=True))
        for kind, days in (
            (AppearanceDate.Kind.DEADLINE, item.deadlines),
            (AppearanceDate.Kind.EVENT, item.events),
        )
        for day in days
    )


def _words_of_dates(reading: Reading) -> dict[tuple[int, str, dt.date], str]:
    """The words of the source that each deadline and event was read from."""
    found: dict[tuple[int, str, dt.date], str] = {}
    for span in reading.spans:
        match span.path.split("."):
            case ["items", item, "deadlines" | "events" as part, place]:
                days = getattr(reading.items[int(item)], part)
                if int(place) < len(days):
                    key = (int(item), part.removesuffix("s"), days[int(place)])
                    found[key] = reading.source_text[span.start : span.end][:300]
    return found


def _people(appearances: list[Appearance], content: Content, memory: Memory, found: Found) -> None:
    _Through.objects.filter(appearance__in=appearances).delete()
    _Through.objects.bulk_create(
        _Through(appearance_id=appearance.pk, person_id=person)
        for appearance, item in zip(appearances, content.items, strict=True)
        for person in dict.fromkeys(named(name, memory, found) for name in item.people)
    )


def _standings(matters: set[int]) -> None:
    """Judge again, by the bulletins before each, what these matters are in each bulletin.

    Bulletins come in any order; so each import judges all tellings of the matters it touched, and
    gives each matter the title of its newest telling, of a published bulletin if there is one.
    A matter told nowhere is removed. The index follows: these writes send no signals.
    """
    tellings = defaultdict(list)
    rows = Appearance.objects.filter(item__in=matters).order_by("bulletin__number", "position")
    for pk, item, title, section, standing, known, live in rows.values_list(
        "pk", "item", "title", "section", "standing", "item__title", "bulletin__live"
    ):
        tellings[item].append((pk, title, section, standing, known, live))
    changed = defaultdict(list)
    for item, told in tellings.items():
        for place, (pk, _, section, standing, _, _) in enumerate(told):
            right = _standing(place, section)
            if right != standing:
                changed[right].append(pk)
        published = [telling for telling in told if telling[-1]]
        _, title, _, _, known, _ = (published or told)[-1]
        if title != known:
            Item.objects.filter(pk=item).update(title=title, slug=slug_of(title))
    for standing, pks in changed.items():
        Appearance.objects.filter(pk__in=pks).update(standing=standing)
    for item in matters - set(tellings):
        try:
            Item.objects.filter(pk=item).delete()
        except ProtectedError:
            continue  # something else refers to it: an editor decides
    index(Item, matters)


def _standing(place: int, section: str) -> str:
    if section == Appearance.Section.REMINDER:
        return Appearance.Standing.REMINDER
    return Appearance.Standing.REPEATED if place else Appearance.Standing.NEW
