"""Ideas become answers to the standing call: each with its reply, its page, and the number it had."""

from django.db import migrations
from django.utils import timezone

KEY = "idea"
LONGEST_TITLE = 80


def into_the_standing_call(apps, schema_editor):
    Idea = apps.get_model("pages", "Idea")
    if not Idea.objects.exists():
        return
    call, heading = _standing_call(apps)
    for idea in Idea.objects.order_by("sent_at", "pk"):
        _move(apps, idea, call, heading)
    call.save(update_fields=["last_number"])
    if schema_editor.connection.vendor == "postgresql":  # its table is dropped in this transaction
        schema_editor.connection.check_constraints()


def _standing_call(apps):
    """The one that stands, or one as `evidence.replying.standing` made it on the day of writing."""
    Call, Heading = apps.get_model("evidence", "Call"), apps.get_model("evidence", "Heading")
    now = timezone.now()
    call = Call.objects.filter(is_standing=True, state="published").order_by("published_at").first()
    if call is None:
        first = apps.get_model("pages", "Idea").objects.order_by("sent_at").first()
        call = Call.objects.create(
            title="Good ideas",
            slug=_free(Call, "slug", "good-ideas", "good-ideas-for-all", "ideas-for-all"),
            prefix=_free(Call, "prefix", "IDEA", "IDEAS", "GOOD"),
            summary="What would be better done by all of us than by each?",
            purpose="Tell us what you would do differently, or what works where you are. No idea is "
            "too small, and you need not know how it could be done.",
            what_becomes="Somebody of the programme reads every idea and answers whoever told it.",
            state="published",
            is_standing=True,
            opens_at=min(now, first.sent_at),
            published_at=now,
        )
    heading = call.headings.filter(is_short=True, retired_at__isnull=True).first()
    if heading is None:
        heading = Heading.objects.create(
            call=call,
            key=_free(call.headings, "key", KEY, "your-idea", "told"),
            position=10,
            kind="long",
            label="Your idea",
            help="A few lines are enough. Please name no child or family.",
            is_required=True,
            is_short=True,
            part="done",
            is_default=True,
        )
    return call, heading


def _free(rows, field, *names):
    taken = set((rows.objects if hasattr(rows, "objects") else rows).values_list(field, flat=True))
    return next(name for name in names if name not in taken)


def _move(apps, idea, call, heading):
    call.last_number += 1
    submission = apps.get_model("evidence", "Submission").objects.create(
        call=call,
        number=call.last_number,
        reference=f"{call.prefix}-{call.last_number}",
        state="sent",
        way="site",
        title=_title(idea.text),
        name=idea.name,
        email=idea.email,
        organisation=idea.organisation,
        begun_at=idea.sent_at,
        changed_at=idea.sent_at,
        sent_at=idea.sent_at,
        erased_at=idea.erased_at,
    )
    if idea.text:
        submission.answers.create(heading=heading, text=idea.text)
        submission.wordings.create(
            at=idea.sent_at,
            content={
                "title": submission.title,
                "name": idea.name,
                "email": idea.email,
                "organisation": idea.organisation,
                "answers": {heading.key: idea.text},
            },
        )
    apps.get_model("pages", "ToldFrom").objects.create(
        submission=submission, page_id=idea.page_id, idea=idea.pk
    )
    if idea.state == "answered":
        apps.get_model("evidence", "Reply").objects.create(
            submission=submission,
            text=idea.reply,
            at=idea.answered_at,
            by_id=idea.answered_by_id,
            message_id=idea.message_id,
            erased_at=idea.erased_at,
        )
    elif idea.state == "in_hand" and not idea.erased_at:
        apps.get_model("evidence", "InHand").objects.create(submission=submission)


def _title(text):
    """How it begins, cut at a word."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_TITLE:
        return words
    whole = words[: LONGEST_TITLE + 1].rsplit(" ", 1)[0][:LONGEST_TITLE]
    return whole.rstrip(" ,;:") + "…"


class Migration(migrations.Migration):
    dependencies = [("pages", "0006_told_from")]

    operations = [
        migrations.RunPython(into_the_standing_call, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="Idea"),
    ]
