"""Documents in the editors' area: listed with what was drawn from them, taken out, put back.

These screens stand at Wagtail's own addresses, before Wagtail's, which would delete for good.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import escape, format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.bulk_actions.add_to_collection import AddToCollectionBulkAction
from wagtail.documents.views.bulk_actions.document_bulk_action import DocumentBulkAction
from wagtail.documents.views.documents import IndexView
from wagtail.documents.views.multiple import AddView

from ..models import DocumentFile, EarlierFile, FileText
from ..serve import SEALED
from .alike import alike_for
from .keep import InUse, destroy, put_back, referring, take_out
from .text import drawn_from

NOT_READ = "Not read yet"
TAKEN_BACK = "Taken back right after it was added."


class ReasonForm(forms.Form):
    why = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why. It is kept with the record."},
    )


class DestroyForm(ReasonForm):
    sure = forms.BooleanField(
        label="It holds personal data that must not be kept, and cannot be fetched back",
        error_messages={"required": "Tick that it is to be destroyed for good."},
    )


# The list --------------------------------------------------------------------------------------


class Documents(IndexView):
    """Those in use, or with `?out=1` those that were taken out."""

    template_name = "library/documents/index.html"

    @cached_property
    def shows_out(self) -> bool:
        return bool(self.request.GET.get("out") == "1")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(archived_at__isnull=not self.shows_out)

    @cached_property
    def columns(self) -> list[Column]:
        columns: list[Column] = [
            each for each in super().columns if not (self.shows_out and each.name == "bulk_actions")
        ]
        place = 1 + next(n for n, each in enumerate(columns) if isinstance(each, TitleColumn))
        return [
            *columns[:place],
            Column("first_page", label="First page", accessor="picture", width="10rem"),
            Column("searched", label="Text", accessor="searched"),
            *([Column("archived_why", label="Taken out because")] if self.shows_out else []),
            *columns[place:],
        ]

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        rows = super().decorate_paginated_queryset(object_list)
        drawn = drawn_from(row.file.name for row in rows)
        for row in rows:
            found = drawn.get(row.file.name)
            row.searched = FileText.State(found.state).label if found else NOT_READ
            row.picture = picture(row, found)
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"shows_out": self.shows_out}


def picture(document: DocumentFile, drawn: FileText | None) -> str:
    """The first page beside a title, or its first words, as a cell of a table shows it."""
    if drawn is None or not drawn.first_page:
        return Truncator(drawn.begins if drawn else "").chars(60)
    return format_html(
        '<img src="{}" width="60" style="border: 1px solid #c8c8c8" alt="First page of {}" loading="lazy">',
        reverse("document_first_page", args=[document.pk]),
        document.title,
    )


class AddMany(AddView):
    """Many dropped at once. What is said of a refused file goes into the page as it is: as text."""

    def get_invalid_response_data(self, form: Any) -> dict[str, Any]:
        said: dict[str, Any] = super().get_invalid_response_data(form)
        return said | {"error_message": escape(said["error_message"])}


# Taking out, putting back, destroying ------------------------------------------------------------


def _document(request: HttpRequest, pk: int) -> DocumentFile:
    found: DocumentFile = get_object_or_404(DocumentFile, pk=pk)
    if not permission_policy.user_has_permission_for_instance(request.user, "delete", found):
        raise PermissionDenied
    return found


def take_out_view(request: HttpRequest, document_id: int) -> HttpResponse:
    """Where Wagtail would delete: ask why, and take it out."""
    found = _document(request, document_id)
    form = ReasonForm(request.POST or None)
    used = referring(found)
    if request.method == "POST" and not used and form.is_valid():
        take_out(by=_user(request), document=found, why=form.cleaned_data["why"])
        back = messages.button(_address("put_back_document", found), "Put it back")
        messages.success(
            request, f"“{found.title}” is taken out. It can be put back.", buttons=[back]
        )
        return redirect("wagtaildocs:index")
    return _page(request, "take_out", found, form=form, used=used)


@require_POST
def take_back(request: HttpRequest, doc_id: int) -> JsonResponse:
    """The button beside a file that was just added with many others."""
    found = _document(request, doc_id)
    try:
        take_out(by=_user(request), document=found, why=TAKEN_BACK)
    except InUse:
        return JsonResponse({"success": False, "doc_id": doc_id})
    return JsonResponse({"success": True, "doc_id": doc_id})


def put_back_view(request: HttpRequest, pk: int) -> HttpResponse:
    found = _document(request, pk)
    if request.method == "POST":
        put_back(by=_user(request), document=found)
        messages.success(request, f"“{found.title}” is back in the library.")
        return redirect("wagtaildocs:edit", found.pk)
    return _page(request, "put_back", found)


def destroy_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what was taken out before, and only for a reason."""
    found = _document(request, pk)
    if found.archived_at is None:
        return redirect("wagtaildocs:delete", found.pk)
    form = DestroyForm(request.POST or None)
    used = referring(found)
    if request.method == "POST" and not used and form.is_valid():
        destroy(by=_user(request), document=found, why=form.cleaned_data["why"])
        messages.success(request, "The document is destroyed. That it was, and why, is on record.")
        return redirect("wagtaildocs:index")
    return _page(request, "destroy", found, form=form, used=used)


@require_safe
def earlier_file(request: HttpRequest, pk: int, earlier: int) -> HttpResponseBase:
    """A file that was replaced, for those who look after the document."""
    found = get_object_or_404(EarlierFile, pk=earlier, document=_document(request, pk))
    try:
        opened = found.file.open("rb")
    except FileNotFoundError:
        raise Http404("The file is not where it was kept.") from None
    response = FileResponse(opened, as_attachment=True)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: HttpRequest, name: str, document: DocumentFile, **context: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    title = f"{name.replace('_', ' ').capitalize()}: {document.title}"
    context |= {
        "document": document,
        "header_title": title,
        "header_icon": "doc-full-inverse",
        "breadcrumbs_items": [
            {"url": reverse("wagtaildocs:index"), "label": "Documents"},
            {"url": "", "label": title},
        ],
    }
    return TemplateResponse(request, f"library/documents/{name}.html", context, status=status)


def _user(request: HttpRequest) -> Any:
    return request.user


def _address(name: str, document: DocumentFile) -> str:
    return reverse(name, args=[document.pk])


@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """Documents that are the same, or nearly: so that one can be taken out."""
    if not permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    context = {
        "found": alike_for(_user(request)),
        "header_title": "Documents alike",
        "header_icon": "doc-full-inverse",
        "breadcrumbs_items": [
            {"url": reverse("wagtaildocs:index"), "label": "Documents"},
            {"url": "", "label": "Documents alike"},
        ],
    }
    return TemplateResponse(request, "library/documents/alike.html", context)


# Several at once -------------------------------------------------------------------------------


class TakeOutMany(DocumentBulkAction):
    """In the place of Wagtail's “Delete”."""

    display_name = "Take out"
    action_type = "delete"
    aria_label = "Take out selected documents"
    template_name = "library/documents/take_out_many.html"
    action_priority = 100
    classes = {"serious"}
    form_class = ReasonForm

    def check_perm(self, document: DocumentFile) -> bool:
        can = permission_policy.user_has_permission_for_instance(
            self.request.user, "delete", document
        )
        return bool(can) and not referring(document)

    def get_execution_context(self) -> dict[str, Any]:
        return {"by": self.request.user, "why": self.cleaned_form.cleaned_data["why"]}

    @classmethod
    def execute_action(cls, objects: Any, **given: Any) -> tuple[int, int]:
        for each in objects:
            take_out(by=given["by"], document=each, why=given["why"])
        return len(objects), 0

    def get_success_message(self, count: int, _: int) -> str:
        return f"{count} document{'s are' if count > 1 else ' is'} taken out."


class MoveMany(AddToCollectionBulkAction):
    """Wagtail moves them past every signal; the index must know who finds them now."""

    @classmethod
    def execute_action(cls, objects: Any, collection: Any = None, **given: Any) -> tuple[int, int]:
        for each in objects if collection else ():
            each.collection = collection
            each.save()
        return len(objects), 0


def urls() -> list[URLPattern]:
    return [
        path("documents/", Documents.as_view()),
        path("documents/results/", Documents.as_view(results_only=True)),
        path("documents/multiple/add/", AddMany.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", take_back),
        path("documents/delete/<int:document_id>/", take_out_view),
        path("documents/<int:pk>/put-back/", put_back_view, name="put_back_document"),
        path("documents/<int:pk>/destroy/", destroy_view, name="destroy_document"),
        path("documents/<int:pk>/earlier/<int:earlier>/", earlier_file, name="earlier_file"),
        path("documents/alike/", alike, name="alike_documents"),
    ]
