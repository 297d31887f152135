"""What is pasted or uploaded; what is suggested as one writes; who is here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alliance.directory.access import Door, door

from ...parsing.sources import UnreadableSource
from ..bringing_in import bring_in, read
from ..forms import PasteForm
from ..presence import here, in_words, others
from ..refusal import CannotBeDone
from ..suggesting import people_like, publications_like
from .asked import account, issue_for
from .screen import screen


@door(Door.PROGRAMME)
@never_cache
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Something from elsewhere becomes items, what was found in it to be decided."""
    issue = issue_for(request, pk)
    if request.method != "POST":
        return redirect(issue)
    form = PasteForm(request.POST, request.FILES)
    if form.is_valid():
        data, name = form.source()
        try:
            reading = read(data, name, issued=issue.date, as_one=form.cleaned_data["as_one"])
            items = bring_in(by=account(request), issue=issue, reading=reading)
        except UnreadableSource as fault:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", str(fault))
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
        else:
            what = f"“{items[0]}” is" if len(items) == 1 else f"{len(items)} items are"
            messages.success(request, f"{what} in the draft.")
            anchor = "found" if any(item.found for item in items) else f"item-{items[0].pk}"
            return redirect(f"{issue.get_absolute_url()}#{anchor}")
    return screen(request, issue, paste=form, status=422)


@door(Door.PROGRAMME)
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """People and publications for the words of `q`, as JSON."""
    words = request.GET.get("q", "")[:100]
    return JsonResponse(
        {
            "people": [
                {"name": each.name, "of": str(each.authority or each.organisation or "")}
                for each in people_like(request.user, words)
            ],
            "publications": [
                {
                    "id": each.pk,
                    "title": each.title,
                    "url": each.url,
                    "of": str(each.publisher or ""),
                }
                for each in publications_like(request.user, words)
            ],
        }
    )


@door(Door.PROGRAMME)
@never_cache
@require_POST
def present(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is here, and hear who else is, and which items have changed since."""
    issue = issue_for(request, pk)
    item = request.POST.get("item", "")
    written_in = issue.items.filter(pk=int(item)).first() if item.isdecimal() else None
    user = account(request)
    here(user=user, issue=issue, item=written_in)
    versions = dict(issue.items.filter(removed_at__isnull=True).values_list("pk", "version"))
    return JsonResponse({"says": in_words(others(user=user, issue=issue)), "versions": versions})
