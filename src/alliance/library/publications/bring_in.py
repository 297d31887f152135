"""The page on which the programme brings publications in: look first, then all or nothing."""

from __future__ import annotations

from collections import Counter

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alliance.directory.access import Door, door
from alliance.library.kinds import Kind
from alliance.refusals import Unreadable

from .exchange.handed_in import FORMATS, LARGEST, decoded, ending_of, read
from .exchange.judge import faults_of
from .exchange.records import Record
from .exchange.save import Done, preview, save, topics_by_name, without_our_own
from .exchange.table import COLUMNS

PASTED = "What was pasted"


class HandedInForm(forms.Form):
    """A file, or text from the clipboard of a reference manager."""

    file = forms.FileField(
        label="A file",
        required=False,
        help_text="CSV, BibTeX (.bib) or RIS (.ris), up to 1 MB and 500 publications.",
        widget=forms.FileInput(attrs={"accept": ".csv,.bib,.ris,.txt"}),
        error_messages={"empty": "The file is empty."},
    )
    text = forms.CharField(
        label="Or paste it",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LARGEST,
    )
    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    """Of the file whose text this is, when what was looked at is to be saved."""

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        file, text = cleaned.get("file"), str(cleaned.get("text") or "")
        if file and text.strip():
            raise forms.ValidationError("Choose a file or paste text, not both.")
        if not file and not text.strip() and not self.errors:
            self.add_error("file", "Choose a file, or paste text below.")
        if file:
            try:
                text = decoded(file.read(LARGEST + 1), file.name)  # type: ignore[attr-defined]
            except Unreadable as fault:
                self.add_error("file", str(fault))
            cleaned["name"] = file.name  # type: ignore[attr-defined]
        # (a form sends each line end as two signs)
        cleaned["text"] = text.replace("\r\n", "\n")
        return cleaned


@door(Door.PROGRAMME)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Read what was handed in. With a fault nothing is kept, and all of them are said."""
    is_sent = request.method == "POST"
    form = HandedInForm(request.POST, request.FILES) if is_sent else HandedInForm()
    faults: list[str] = []
    if form.is_valid():
        name = form.cleaned_data["name"] or PASTED
        try:
            records, faults = _read(request, form.cleaned_data["text"], name)
        except Unreadable as fault:
            form.add_error("file" if request.FILES else "text", str(fault))
        else:
            if not faults and request.POST.get("save"):
                return _save(request, records)
            if not faults:
                return _look(request, form.cleaned_data["text"], name, records)
    context = {
        "form": form,
        "faults": faults,
        "columns": COLUMNS,
        "kinds": [kind.label for kind in Kind],
        "formats": FORMATS,
    }
    status = 422 if faults or form.errors else 200
    return render(request, "library/bring_in_publications.html", context, status=status)


def _read(request: HttpRequest, text: str, name: str) -> tuple[list[Record], list[str]]:
    found = read(text, ending_of(name, text), name)
    records = without_our_own(found.records, request.build_absolute_uri("/"))
    return records, [*found.faults, *faults_of(records, topics_by_name())]


def _look(request: HttpRequest, text: str, name: str, records: list[Record]) -> HttpResponse:
    """What saving would change; the text travels along, so that nothing is kept before."""
    outcomes = preview(records)
    counts = Counter(outcome.done for outcome in outcomes)
    return render(
        request,
        "library/look_at_publications.html",
        {
            "form": HandedInForm(initial={"text": text, "name": name}),
            "name": name,
            "pasted": PASTED,
            "outcomes": outcomes,
            "summary": in_words(counts),
            "changes": len(outcomes) - counts[Done.UNCHANGED],
        },
    )


def _save(request: HttpRequest, records: list[Record]) -> HttpResponse:
    outcomes = save(records, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"Saved: {in_words(Counter(each.done for each in outcomes))}.")
    return redirect("publications")


def in_words(counts: Counter[Done]) -> str:
    """“3 new, 1 new version, 12 as they are”."""
    words = {
        Done.NEW: ("new publication", "new publications"),
        Done.NEW_VERSION: ("new version", "new versions"),
        Done.COMPLETED: ("says more now", "say more now"),
        Done.UNCHANGED: ("as it is", "as they are"),
    }
    return ", ".join(
        f"{counts[done]} {one if counts[done] == 1 else many}"
        for done, (one, many) in words.items()
        if counts[done]
    )
