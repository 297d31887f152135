"""Between a reading and the forms in which an editor corrects it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alliance.bulletins.importing.recognition import Recognised
from alliance.bulletins.parsing.from_json import reading_from_json
from alliance.bulletins.parsing.reading import (
    ReadContact,
    Reading,
    ReadItem,
    ReadPublication,
    Section,
    Span,
)
from alliance.bulletins.rendering import text_to_html

from .forms import NEW_MATTER, BulletinForm, ContactForms, ItemForms, PublicationForms


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading as an editor has it: what is kept between two looks at the screen."""

    reading: Reading
    places: tuple[int | None, ...]
    """For each item its place in the reading as it was parsed; None: the editor added it."""
    matters: tuple[str, ...] = ()
    """For each item which matter it is, as chosen; empty: not chosen yet."""

    @classmethod
    def of(cls, parsed: Mapping[str, Any], kept: Mapping[str, Any] | None) -> Draft:
        """From what an intake holds: the reading as parsed, and as it was last left."""
        reading = reading_from_json(kept or parsed)
        places = tuple(kept["places"]) if kept else tuple(range(len(reading.items)))
        return cls(reading, places, tuple(kept["matters"]) if kept else ())

    def to_json(self) -> dict[str, Any]:
        return self.reading.to_json() | {"places": self.places, "matters": self.matters}

    @property
    def items(self) -> dict[int, int | None]:
        """Position of an item → key of the matter it is; None: a new one."""
        return {
            position: None if choice in {"", NEW_MATTER} else int(choice)
            for position, choice in enumerate(self.matters)
        }


@dataclass(frozen=True, slots=True)
class ReviewForms:
    """The four forms of the review screen: the bulletin, its items, publications and contacts."""

    bulletin: BulletinForm
    items: Any
    publications: Any
    contacts: Any

    def are_valid(self) -> bool:
        """Whether all are; each is asked, so that all faults are shown at once."""
        valid = [form.is_valid() for form in self]
        return all(valid)

    def __iter__(self) -> Any:
        return iter((self.bulletin, self.items, self.publications, self.contacts))


def review_forms(
    draft: Draft, matches: Sequence[Recognised | None], data: Mapping[str, Any] | None = None
) -> ReviewForms:
    """The forms filled from a draft, or bound to what an editor sent."""
    reading = draft.reading
    return ReviewForms(
        BulletinForm(
            data,
            initial={
                "number": reading.number,
                "date": reading.date,
                "introduction": reading.introduction,
            },
        ),
        ItemForms(
            data,
            prefix="items",
            matches=matches,
            initial=[
                {
                    "place": place,
                    **({"same_as": draft.matters[position]} if draft.matters else {}),
                    "title": item.title,
                    "section": item.section,
                    "body": item.body,
                    "has_action": item.has_action,
                    "action_text": item.action_text,
                    "deadlines": item.deadlines,
                    "events": item.events,
                    "people": item.people,
                }
                for position, (place, item) in enumerate(
                    zip(draft.places, reading.items, strict=True)
                )
            ],
        ),
        PublicationForms(
            data,
            prefix="publications",
            initial=[
                {"title": e.title, "publisher": e.publisher, "date": e.date, "url": e.url}
                for e in reading.publications
            ],
        ),
        ContactForms(
            data,
            prefix="contacts",
            initial=[
                {
                    "name": c.name,
                    "role": c.role,
                    "organisation": c.organisation,
                    "phone": c.phone,
                    "email": c.email,
                }
                for c in reading.contacts
            ],
        ),
    )


def corrected(parsed: Reading, forms: ReviewForms) -> Draft:
    """The reading with an editor's corrections; all forms must be valid."""
    rows = _filled(forms.items, "title")
    items = tuple(_item(parsed, row) for row in rows)
    places = tuple(row["place"] for row in rows)
    bulletin = forms.bulletin.cleaned_data
    return Draft(
        replace(
            parsed,
            number=bulletin["number"],
            date=bulletin["date"],
            introduction=_lines(bulletin["introduction"]),
            items=items,
            publications=tuple(
                ReadPublication(
                    form["title"], form["publisher"] or None, form["date"], form["url"] or None
                )
                for form in _filled(forms.publications, "title")
            ),
            contacts=tuple(
                ReadContact(
                    form["name"],
                    form["role"] or None,
                    form["organisation"] or None,
                    form["phone"] or None,
                    form["email"] or None,
                )
                for form in _filled(forms.contacts, "name")
            ),
            spans=_dates_found_again(parsed, items, places),
        ),
        places,
        tuple(row["same_as"] for row in rows),
    )


def _filled(formset: Any, needed: str) -> list[dict[str, Any]]:
    """What was entered, without rows left empty or taken out."""
    return [
        form.cleaned_data
        for form in formset
        if form.cleaned_data.get(needed) and not form.cleaned_data.get("remove")
    ]


def _item(parsed: Reading, form: Mapping[str, Any]) -> ReadItem:
    place = form["place"]
    known = place is not None and 0 <= place < len(parsed.items)
    before = parsed.items[place] if known else ReadItem(Section.NEWS, "")
    body, action_text = _lines(form["body"]), _lines(form["action_text"])
    return replace(
        before,
        section=Section(form["section"]),
        title=form["title"],
        body=body,
        body_html=_html(body, before.body, before.body_html, before),
        has_action=form["has_action"],
        action_text=action_text,
        action_html=_html(action_text, before.action_text, before.action_html, before),
        deadlines=tuple(form["deadlines"]),
        events=tuple(form["events"]),
        people=tuple(form["people"]),
    )


def _dates_found_again(
    parsed: Reading, items: Sequence[ReadItem], places: Sequence[int | None]
) -> tuple[Span, ...]:
    """Where the source has the dates that are left, by where their items now stand."""
    now = {place: position for position, place in enumerate(places) if place is not None}
    spans = []
    for span in parsed.spans:
        match span.path.split("."):
            case ["items", place, "deadlines" | "events" as part, nth] if int(place) in now:
                position = now[int(place)]
                day = getattr(parsed.items[int(place)], part)[int(nth)]
                left = getattr(items[position], part)
                if day in left:
                    path = f"items.{position}.{part}.{left.index(day)}"
                    spans.append(span._replace(path=path))
    return tuple(spans)


def _lines(text: str) -> str:
    """Browsers send line ends of their own."""
    return text.replace("\r\n", "\n").strip("\n")


def _html(text: str, before: str, before_html: str, item: ReadItem) -> str:
    """The HTML there was, unless the text was changed: then it is made of the text anew."""
    if text.split() == before.split() and before_html:
        return before_html
    return text_to_html(text, item.links)
