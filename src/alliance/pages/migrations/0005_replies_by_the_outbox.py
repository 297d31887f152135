"""The mail of a reply becomes a message of the outbox; the idea keeps which one it is."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

UNKNOWN = "It was not sent, or nobody knows whether it was, when the outbox came in."


def into_the_outbox(apps, schema_editor):
    Idea, Message = apps.get_model("pages", "Idea"), apps.get_model("mail", "Message")
    now = timezone.now()
    for idea in Idea.objects.exclude(mail="none").filter(erased_at__isnull=True):
        sent = idea.mail == "sent"
        idea.message = Message.objects.create(
            purpose="idea-reply",
            recipient=idea.email,
            subject="Your idea",
            message_id=f"<{uuid.uuid4().hex}@localhost>",
            state="sent" if sent else "failed",
            why="" if sent else UNKNOWN,
            sent_at=idea.mailed_at,
            erased_at=now,
        )
        idea.save(update_fields=["message"])


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_restricted_parts"), ("mail", "0001_outbox")]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="message",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The reply in the outbox, as long as that knows of it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="mail.message",
            ),
        ),
        migrations.RunPython(into_the_outbox, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="idea", name="idea_mail"),
        migrations.RemoveConstraint(model_name="idea", name="idea_answered_at_a_time"),
        migrations.RemoveConstraint(model_name="idea", name="idea_mailed_at_a_time"),
        migrations.RemoveField(model_name="idea", name="mail"),
        migrations.RemoveField(model_name="idea", name="mailed_at"),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", False), ("state", "answered")),
                    models.Q(
                        models.Q(("state", "answered"), _negated=True),
                        ("answered_at__isnull", True),
                        ("message__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="idea_answered_at_a_time",
            ),
        ),
    ]
