"""The pages: handing a list in, seeing what it would change, saving it."""

from __future__ import annotations

import csv
import io
import uuid
from collections import Counter

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alliance.directory.access import Door, door, visible
from alliance.directory.models import PeopleList, RoleKind
from alliance.refusals import Unreadable
from alliance.text.tables import LARGEST, read_table

from .judge import COLUMNS, judge
from .save import Done, known, preview
from .waiting import keep, people_of, save_waiting

EXAMPLE = {
    "name": "Sam Example",
    "email": "sam@example.gov.uk",
    "authority": "Exampleshire",
    "role": RoleKind.DATA_LEAD.label,
    "starts_on": "1 April 2026",
    "visibility": "private",
}


class ListForm(forms.Form):
    """A list, as a file."""

    file = forms.FileField(
        label="The list",
        help_text="A spreadsheet (.xlsx) or .csv of up to 5 MB. The first line names the columns.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
    )


@door(Door.PROGRAMME)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Read a list; with a fault nothing is kept, and all of them are said."""
    is_sent = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_sent else ListForm()
    faults: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = read_table(file.read(LARGEST + 1), file.name, COLUMNS)
        except Unreadable as fault:
            form.add_error("file", str(fault))
        else:
            judged = judge(rows, known())
            faults = judged.faults
            if not faults:
                waiting = keep(judged.people, by=request.user, file_name=file.name)  # type: ignore[arg-type]
                return redirect("people_list", pk=waiting.pk)
    context = {
        "form": form,
        "faults": faults,
        "columns": COLUMNS,
        "roles": [kind.label for kind in RoleKind],
    }
    status = 422 if faults or form.errors else 200
    return render(request, "directory/people_list/bring_in.html", context, status=status)


@door(Door.PROGRAMME)
def people_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a list would change; a press saves it."""
    waiting = get_object_or_404(visible(request.user, PeopleList.objects.all()), pk=pk)
    if request.method == "POST":
        counts = Counter(
            outcome.done
            for outcome in save_waiting(waiting, by=request.user)  # type: ignore[arg-type]
        )
        messages.success(request, f"Saved: {in_words(counts)}.")
        return redirect("people")
    outcomes = preview(people_of(waiting))
    counts = Counter(outcome.done for outcome in outcomes)
    return render(
        request,
        "directory/people_list/people_list.html",
        {
            "waiting": waiting,
            "outcomes": outcomes,
            "summary": in_words(counts),
            "changes": len(outcomes) - counts[Done.UNCHANGED],
        },
    )


@door(Door.PROGRAMME)
def template(request: HttpRequest) -> HttpResponse:
    """A list with its columns and one line to write over."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.label for column in COLUMNS])
    writer.writerow([EXAMPLE.get(column.key, "") for column in COLUMNS])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


def in_words(counts: Counter[Done]) -> str:
    """“3 new people, 2 new roles, 40 as they are”."""
    words = {
        Done.NEW_PERSON: ("new person", "new people"),
        Done.NEW_ROLE: ("new role of somebody known", "new roles of people known"),
        Done.CHANGED: ("changed", "changed"),
        Done.UNCHANGED: ("as it is", "as they are"),
    }
    return ", ".join(
        f"{counts[done]} {one if counts[done] == 1 else many}"
        for done, (one, many) in words.items()
        if counts[done]
    )
