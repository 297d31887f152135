"""Looking at a draft as readers will, and letting it go out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alliance.audit.trail import record, snapshot
from alliance.directory.access import Door, door, visible
from alliance.directory.models import Alliance

from ...content import Content
from ...importing.read_back import content_in
from ...issue import gather
from ...models import Bulletin, DraftIssue, PublishingRules
from ..checked import checked, let_pass
from ..compose import compose
from ..contacts import open_to_all
from ..correcting import begin_correction, correct, give_up
from ..forms import ApprovalForm, MailForm, RulesForm, ScheduleForm
from ..letter import to_letter
from ..mailing import is_wanted, mail_of, prospect
from ..outline import as_text, outline
from ..previewing import as_published, content_to_send
from ..publishing import (
    approve,
    ask_approval,
    faults_of,
    lacks_approval,
    publish_issue,
    schedule,
    send_back,
    take_from_schedule,
)
from ..refusal import CannotBeDone
from ..word import to_word
from .asked import account, issue_for

PAGES = {"web": "bulletins/bulletin.html", "print": "bulletins/bulletin_print.html"}
KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "txt": "text/plain; charset=utf-8",
}


@door(Door.PROGRAMME)
@never_cache
def preview(request: HttpRequest, pk: int, form: str = "web") -> HttpResponse:
    """As readers will see it: on the web, on paper, as plain text."""
    issue = issue_for(request, pk)
    try:
        if form == "text":
            text = as_text(outline(content_to_send(issue)))
            return render(request, "bulletins/writing/as_text.html", {"issue": issue, "text": text})
        if form not in PAGES:
            raise Http404("There is no such preview.")
        return HttpResponse(
            as_published(issue, lambda it: _as_readers_see(request, it, issue, form))
        )
    except CannotBeDone as refusal:
        messages.error(request, str(refusal))
        return redirect(issue)


def _as_readers_see(request: HttpRequest, bulletin: Bulletin, issue: DraftIssue, form: str) -> str:
    context = {
        "bulletin": bulletin,
        "issue": gather(bulletin, AnonymousUser()),
        "preview": issue,
    }
    return render_to_string(PAGES[form], context, request=request)


@door(Door.PROGRAMME)
@never_cache
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands against it, who approves it, when it goes out."""
    issue = issue_for(request, pk)
    by = account(request)
    mail = prospect()
    choice = _mail_choice(request)
    start = {"sends_mail": is_wanted(issue, choice), "mail_offered": True}
    forms = {
        "approval": ApprovalForm(by=by),
        "when": ScheduleForm(initial=_usual(issue)),
        "rules": RulesForm(instance=PublishingRules.get()),
        "mail_now": MailForm(initial=start, offer=mail.offer, auto_id="id_now_%s"),
        "mail_then": MailForm(initial=start, offer=mail.offer, auto_id="id_then_%s"),
    }
    status = 200
    if request.method == "POST":
        try:
            answer = _do(request, issue, forms)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            again = reverse("publish_draft", args=[pk])
            kept = "" if choice is None else f"?mail={'yes' if choice else 'no'}"
            return redirect(f"{again}{kept}")
        if answer is not None:
            return answer
        status = 422
    composed = compose(issue)
    return render(
        request,
        "bulletins/writing/publish.html",
        {
            "issue": issue,
            "content": composed.content,
            "missing": faults_of(issue),
            "checked": checked(composed),
            "needs_approval": lacks_approval(issue),
            "rules": PublishingRules.get(),
            "forms": forms,
            "mail": mail,
            "mail_standing": mail_of(issue.bulletin) if issue.bulletin else None,
            "form": forms["when"] if status == 422 else None,
            "is_mine": issue.asked_by_id == by.pk,
        },
        status=status,
    )


def _mail_choice(request: HttpRequest) -> bool | None:
    """Whether it is to be sent, as the box says now, or said before something stood in the way."""
    if request.method == "POST":
        return MailForm(request.POST).choice()
    return {"yes": True, "no": False}.get(request.GET.get("mail", ""))


def _usual(issue: DraftIssue) -> dict[str, Any]:
    at = timezone.localtime(issue.scheduled_for) if issue.scheduled_for else None
    return {
        "on": at.date() if at else issue.date,
        "at": at.time() if at else PublishingRules.get().usual_time,
    }


def _do(request: HttpRequest, issue: DraftIssue, forms: dict[str, Any]) -> HttpResponse | None:
    by = account(request)
    match request.POST.get("do"):
        case "publish":
            bulletin = publish_issue(by=by, issue=issue, sends_mail=_mail_choice(request))
            mail = mail_of(bulletin)
            said = [f"{bulletin} is published.", mail.words if mail else ""]
            messages.success(request, " ".join(said).strip())
            return redirect(bulletin)
        case "correct":
            correction = correct(by=by, issue=issue, note=request.POST.get("note", ""))
            messages.success(request, "The correction is published, with your note.")
            return redirect(correction.bulletin)
        case "give_up":
            give_up(by=by, issue=issue)
            messages.success(request, "The bulletin stays as it is.")
            return redirect(issue.bulletin or issue)
        case "schedule":
            forms["when"] = when = ScheduleForm(request.POST)
            if not when.is_valid():
                return None
            sends_mail = _mail_choice(request)
            schedule(by=by, issue=issue, moment=when.moment(), sends_mail=sends_mail)
            messages.success(request, "It is scheduled.")
        case "unschedule":
            take_from_schedule(by=by, issue=issue)
            messages.success(request, "It is no longer scheduled, and may be changed.")
        case "ask":
            approval = ApprovalForm(request.POST, by=by)
            if approval.is_valid():
                ask_approval(by=by, issue=issue, of=approval.cleaned_data["of"])
                messages.success(request, "It waits for a second person.")
        case "approve":
            version = request.POST.get("version", "")
            approve(by=by, issue=issue, version=int(version) if version.isdecimal() else 0)
            messages.success(request, "You have approved it. It can be published now.")
        case "send_back":
            send_back(by=by, issue=issue, why=request.POST.get("why", ""))
            messages.success(request, "It goes back to be mended.")
        case "pass":
            let_pass(
                by=by,
                issue=issue,
                digest=request.POST.get("digest", ""),
                reason=request.POST.get("reason", ""),
            )
            messages.success(request, "It is let pass, as long as its words stay.")
        case "rules":
            _keep_rules(request)
        case _:
            raise CannotBeDone("Choose what is to become of it.")
    return redirect("publish_draft", issue.pk)


@transaction.atomic
def _keep_rules(request: HttpRequest) -> None:
    before = PublishingRules.objects.filter(pk=1).first()
    form = RulesForm(request.POST, instance=PublishingRules.get())
    row = form.save()
    record(
        by=account(request),
        verb="changed",
        thing=row,
        before=snapshot(before) if before else None,
        after=snapshot(row),
    )
    messages.success(request, "The rule is kept.")


@door(Door.PROGRAMME)
@never_cache
@require_POST
def begin_correcting(request: HttpRequest, number: int) -> HttpResponse:
    """Open a published bulletin to be put right; readers see nothing of it yet."""
    bulletin = get_object_or_404(visible(request.user, Bulletin.objects.all()), number=number)
    try:
        return redirect(begin_correction(by=account(request), bulletin=bulletin))
    except CannotBeDone as refusal:
        messages.error(request, str(refusal))
        return redirect(bulletin)


@door(Door.PROGRAMME)
@never_cache
def draft_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The draft as a Word file, the draft of an e-mail, or a text."""
    return _file(content_to_send(issue_for(request, pk)), ending, request)


@door(Door.PROGRAMME)
@never_cache
def bulletin_file(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """A bulletin as a Word file, the draft of an e-mail, or a text, to be sent by other means."""
    bulletin = get_object_or_404(visible(request.user, Bulletin.objects.all()), number=number)
    content = content_in(bulletin)
    shown = [entry.name for entry in gather(bulletin, AnonymousUser()).contacts]
    kept = [contact for contact in content.contacts if contact.name in shown]
    address = request.build_absolute_uri(bulletin.get_absolute_url()) if bulletin.live else ""
    notes = [str(each) for each in bulletin.corrections.all()]
    content = replace(content, contacts=open_to_all(kept))
    return _file(content, ending, request, address=address, notes=notes)


def _file(
    content: Content,
    ending: str,
    request: HttpRequest,
    *,
    address: str = "",
    notes: list[str] | None = None,
) -> HttpResponse:
    if ending not in KINDS:
        raise Http404("There is no such file.")
    blocks = outline(content, correction=notes or [])
    title = f"Update {content.number}, {content.date.day} {content.date:%B %Y}"
    match ending:
        case "docx":
            alliance = Alliance.objects.first()
            data = to_word(blocks, title=title, author=alliance.name if alliance else "")
        case "eml":
            data = to_letter(blocks, subject=title, address=address)
        case _:
            data = as_text(blocks).encode()
    answer = HttpResponse(data, content_type=KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="update-{content.number}.{ending}"'
    return answer
