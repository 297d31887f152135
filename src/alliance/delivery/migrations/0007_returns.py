from django.db import migrations, models


class Migration(migrations.Migration):
    """How far the mailbox is read that mail servers return to."""

    dependencies = [("delivery", "0006_visits")]

    operations = [
        migrations.CreateModel(
            name="ReturnMailbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="As user@host/folder: another one is read anew.", max_length=400, unique=True)),
                ("validity", models.PositiveBigIntegerField(default=0, help_text="While it is the same, a number names the same mail.")),
                ("uid", models.PositiveBigIntegerField(default=0, help_text="Read up to this one.")),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, help_text="When that last worked.", null=True)),
                ("fault", models.CharField(blank=True, max_length=300)),
                ("taken", models.PositiveIntegerField(default=0, help_text="Of a copy of ours.")),
                ("unknown", models.PositiveIntegerField(default=0, help_text="Of no copy that is known here.")),
                ("other", models.PositiveIntegerField(default=0, help_text="Notices, letters, delays.")),
            ],
            options={"verbose_name_plural": "return mailboxes"},
        ),
    ]
