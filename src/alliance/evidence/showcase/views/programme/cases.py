"""One case: its wording, figures and picture; how readers will see it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import unsent

from ....models import Case, Enclosure
from ....refusal import CannotBeDone
from ....taking.definition import HeadingKind
from ....taking.receipt import lines_of
from ...drafting import sentences_with_figures
from ...making import figures_of
from ...pdf.gather import case_document
from ...pdf.keep import pdf_of
from ...programme_forms import CaseForm, PictureForm, figure_forms
from ...reading import related, with_all
from ...telling import told
from ...writing import change_case, choose_picture, take_picture_off
from ..readers import picture_of
from .collections import CASE_SHAPES
from .who import account_of


@door(Door.PROGRAMME)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it: what was sent stands beside, sentences with numbers are proposed as figures."""
    found = case_for(request, pk)
    is_sent = request.method == "POST"
    kept = None if is_sent else unsent(request)
    data = request.POST if is_sent else kept
    quotes = _quotes(found)
    form = CaseForm(data, case=found, initial=CaseForm.initial_of(found))
    figures = figure_forms(data, figures=figures_of(found), quotes=quotes)
    status = 200
    if is_sent:
        try:
            if form.is_valid() and figures.is_valid():
                saved = change_case(
                    found,
                    form.written(_said(figures)),
                    by=account_of(request),
                    version=form.cleaned_data["version"],
                )
                messages.success(request, _what_now(found, saved))
                return redirect("programme_case", found.pk)
            status = 422
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
            status = 409
    return render(
        request,
        "evidence/showcase/programme/case.html",
        {
            "case": found,
            "shape": CASE_SHAPES[found.state],
            "form": form,
            "figures": figures,
            "quotes": quotes,
            "lines": lines_of(found.submission) if found.submission else [],
            "check": found.checks.first(),
        },
        status=status,
    )


def _what_now(was: Case, saved: Case) -> str:
    if was.state in ("agreed", "checking") and saved.state == "draft":
        return "It is kept. It reads otherwise than what was sent to be agreed, so send it again."
    return "It is kept."


def _said(figures: Any) -> list[dict[str, Any]]:
    return [
        form.cleaned_data
        for form in figures
        if (form.has_changed() or form.initial.get("after")) and not form.cleaned_data.get("DELETE")
    ]


def _quotes(case: Case) -> list[str]:
    """Sentences with numbers in what was sent, as long as nobody has made figures of them."""
    if case.figures.exists() or case.submission is None:
        return []
    texts = case.submission.answers.filter(heading__kind=HeadingKind.LONG)
    return sentences_with_figures(*texts.values_list("text", flat=True))


@door(Door.PROGRAMME)
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a picture, or take it off."""
    found = case_for(request, pk)
    is_off = request.POST.get("do") == "take_off"
    form = PictureForm(
        request.POST if request.method == "POST" and not is_off else None,
        request.FILES if request.method == "POST" and not is_off else None,
        case=found,
        initial={"says": found.picture_says, "version": found.version},
    )
    status = 200
    if request.method == "POST":
        try:
            if is_off:
                take_picture_off(found, by=account_of(request))
                messages.success(request, "The picture is taken off.")
                return redirect("programme_case", found.pk)
            if form.is_valid():
                _choose(found, form, request)
                messages.success(request, "The picture is chosen.")
                return redirect("programme_case", found.pk)
            status = 422
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
            status = 409
    context = {"case": found, "form": form}
    return render(request, "evidence/showcase/programme/picture.html", context, status=status)


def _choose(case: Case, form: PictureForm, request: HttpRequest) -> None:
    said = form.cleaned_data
    enclosure: Enclosure | None = None if said["file"] else said["enclosure"]
    file = enclosure.file.open("rb") if enclosure else said["file"]
    with file:
        choose_picture(
            case,
            file,
            says=said["says"],
            names_nobody=said.get("names_nobody", False),
            by=account_of(request),
            version=said["version"],
            enclosure=enclosure,
        )


@door(Door.PROGRAMME)
@require_safe
def shown_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The picture before it is public."""
    return picture_of(case_for(request, pk), "large")


@door(Door.PROGRAMME)
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page exactly as readers see it."""
    found = whole_case(request, pk)
    shown = told(found, picture=f"/programme/showcases/cases/{found.pk}/picture.jpg")
    context = {"told": shown, "case": found, "related": related(found), "is_preview": True}
    return render(request, "evidence/showcase/case.html", context)


@door(Door.PROGRAMME)
@require_safe
def preview_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it will be typeset."""
    found = whole_case(request, pk)
    response = HttpResponse(pdf_of(case_document(found)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def whole_case(request: HttpRequest, pk: int) -> Case:
    return get_object_or_404(with_all(visible(request.user, Case.objects.all())), pk=pk)


def case_for(request: HttpRequest, pk: int) -> Case:
    rows = Case.objects.select_related(
        "showcase", "submission__call", "submission__authority", "theme"
    )
    return get_object_or_404(visible(request.user, rows.filter(erased_at__isnull=True)), pk=pk)
