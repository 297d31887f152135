"""One item: saved as one writes, undone, compared, moved, taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Person
from alliance.directory.unsent import unsent
from alliance.library.models import Publication
from alliance.text.changes import Piece, word_changes
from alliance.text.sanitise import plain

from ...models import DraftItem, DraftItemVersion
from ..changing import can_undo, move, put_back, restore, save_item, saying, take_out, undo
from ..checked import checked
from ..compose import compose
from ..forms import ItemForm
from ..refusal import CannotBeDone, SomebodyElseSaved
from ..said import Difference, Said, differences
from ..suggesting import people_like, publications_like
from .asked import account, issue_for, item_for, wants_json


@door(Door.PROGRAMME)
@never_cache
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """One item on a page of its own; also where every form of an item is sent."""
    row = item_for(request, pk, item)
    if request.method != "POST":
        kept = unsent(request)
        return _page(request, row, ItemForm(kept, item=row) if kept else ItemForm(item=row))
    form = ItemForm(request.POST, item=row) if "version" in request.POST else None
    if form is not None and not form.is_valid():
        return _faulty(request, row, form)
    try:
        saved = _save(request, row, form) if form else row
        if wants_json(request):
            return _as_json(saved)
        return _pressed(request, saved, form)
    except SomebodyElseSaved as clash:
        return _clash(request, row, clash)
    except CannotBeDone as refusal:
        if wants_json(request):
            return JsonResponse({"says": str(refusal)}, status=409)
        messages.error(request, str(refusal))
        return _page(request, row, form or ItemForm(item=row), status=409)


def _save(request: HttpRequest, row: DraftItem, form: ItemForm) -> DraftItem:
    seen: int = form.cleaned_data["version"]
    return save_item(by=account(request), item=row, seen=seen, said=form.said()).item


def _as_json(row: DraftItem) -> JsonResponse:
    """When it was saved, and what the check finds in the words as they are now."""
    local, found = timezone.localtime(), checked(compose(row.issue))
    findings = {"findings": found.of_item.get(row.pk, []), "age": found.ages.get(row.pk)}
    return JsonResponse(
        {
            "version": row.version,
            "at": f"{local:%-H.%M}",
            "title": str(row),
            "undo": row.version > 1,
            "found": found.in_words(row.pk),
            "findings": render_to_string("bulletins/writing/_findings.html", findings),
        }
    )


def _faulty(request: HttpRequest, row: DraftItem, form: ItemForm) -> HttpResponse:
    if wants_json(request):
        says = [str(each) for faults in form.errors.values() for each in faults]
        return JsonResponse({"says": " ".join(says)}, status=422)
    return _page(request, row, form, status=422)


def _clash(request: HttpRequest, row: DraftItem, clash: SomebodyElseSaved) -> HttpResponse:
    address = f"{row.get_absolute_url()}history/?beside={clash.aside}"
    if wants_json(request):
        return JsonResponse({"says": str(clash), "address": address}, status=409)
    messages.warning(request, str(clash))
    return redirect(address)


def _pressed(request: HttpRequest, row: DraftItem, form: ItemForm | None) -> HttpResponse:
    """What was pressed besides saving; then back to the item on the screen."""
    draft = row.issue.get_absolute_url()
    by, do = account(request), request.POST.get("do", "save")
    match do.split(":"):
        case ["undo"]:
            undo(by=by, item=row)
            return redirect(f"{draft}?open={row.pk}#item-{row.pk}")
        case ["up" | "down"]:
            move(item=row, up=do == "up")
            return redirect(f"{draft}?moved={do}-{row.pk}#item-{row.pk}")
        case ["remove"]:
            take_out(item=row)
            messages.success(request, f"“{row}” is taken out. It is kept below, to be put back.")
            return redirect(draft)
        case ["put_back"]:
            put_back(item=row)
            return redirect(f"{draft}#item-{row.pk}")
        case ["find"]:
            return _page(request, row, ItemForm(item=row), find=request.POST.get("find", ""))
        case ["contact", person] if person.isdecimal():
            _name(request, row, int(person))
            return redirect(row)
        case ["cite", publication] if publication.isdecimal():
            _cite(request, row, int(publication))
            return redirect(row)
    messages.success(request, f"“{row}” is saved.")
    return redirect(f"{draft}?open={row.pk}#item-{row.pk}")


def _name(request: HttpRequest, row: DraftItem, person: int) -> None:
    """Somebody of the directory as a contact of the item."""
    found = visible(request.user, Person.objects.filter(pk=person)).first()
    if found is not None:
        said = saying(row)
        said = replace(said, people=(*said.people, found.name))
        save_item(by=account(request), item=row, seen=row.version, said=said)


def _cite(request: HttpRequest, row: DraftItem, publication: int) -> None:
    """A publication of the library: a line with its link, where it can be seen and moved."""
    found = visible(request.user, Publication.objects.filter(pk=publication)).first()
    if found is None:
        return
    said = saying(row)
    title = escape(found.title)
    line = f'<a href="{escape(found.url)}">{title}</a>' if found.url else title
    body = said.body if found.url and found.url in said.body else f"{said.body}<p>{line}</p>"
    said = replace(said, body=body, publications=(*said.publications, found.pk))
    save_item(by=account(request), item=row, seen=row.version, said=said)


def _page(
    request: HttpRequest, row: DraftItem, form: ItemForm, *, find: str = "", status: int = 200
) -> HttpResponse:
    issue = issue_for(request, row.issue_id)
    composed = compose(issue)
    found = checked(composed)
    versions = list(row.versions.defer("said"))
    return render(
        request,
        "bulletins/writing/item.html",
        {
            "issue": issue,
            "row": {"item": row, "form": form, "can_undo": can_undo(versions)},
            "findings": found.of_item.get(row.pk, []),
            "age": found.ages.get(row.pk),
            "find": find,
            "people": people_like(request.user, find) if find else [],
            "publications": publications_like(request.user, find) if find else [],
            "form": form,
        },
        status=status,
    )


# History -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """A version, and how it differs from the one before it."""

    version: DraftItemVersion
    changes: list[Difference]
    holds: bool


@door(Door.PROGRAMME)
@never_cache
def history(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Who wrote what when; any version can be taken up again. Two that met stand side by side."""
    row = item_for(request, pk, item)
    if request.method == "POST":
        number = request.POST.get("number", "")
        try:
            restore(by=account(request), item=row, number=int(number) if number.isdecimal() else 0)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())
        messages.success(request, f"Version {number} holds again.")
        return redirect(f"{row.issue.get_absolute_url()}?open={row.pk}#item-{row.pk}")
    versions = list(row.versions.select_related("by"))
    return render(
        request,
        "bulletins/writing/history.html",
        {
            "issue": row.issue,
            "item": row,
            "steps": _steps(versions),
            "beside": _beside(row, versions, request.GET.get("beside", "")),
        },
    )


def _steps(versions: list[DraftItemVersion]) -> list[Step]:
    steps = []
    before: Said | None = None
    holding = max((v.number for v in versions if not v.is_aside), default=0)
    for version in versions:
        said = Said.from_json(version.said)
        changes = differences(before, said) if before is not None else []
        steps.append(Step(version, changes, version.number == holding))
        if not version.is_aside:
            before = said
    return steps[::-1]


def _beside(row: DraftItem, versions: list[DraftItemVersion], number: str) -> dict[str, Any] | None:
    """What was kept aside beside what holds, part by part."""
    aside = next((v for v in versions if v.is_aside and str(v.number) == number), None)
    if aside is None:
        return None
    mine, theirs = Said.from_json(aside.said), saying(row)
    pieces: tuple[Piece, ...] = word_changes(plain(theirs.body), plain(mine.body))
    return {
        "aside": aside,
        "holding": next(v for v in reversed(versions) if not v.is_aside),
        "mine": mine,
        "theirs": theirs,
        "changes": differences(theirs, mine),
        "pieces": pieces,
    }
