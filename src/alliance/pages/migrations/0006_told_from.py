import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_replies_by_the_outbox"),
        ("evidence", "0001_calls_for_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="ToldFrom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("idea", models.PositiveBigIntegerField(blank=True, editable=False, null=True, unique=True)),
                ("page", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="ideas", to="pages.workstream")),
                ("submission", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="told_from", to="evidence.submission")),
            ],
            options={"verbose_name_plural": "told from", "ordering": ["pk"]},
        ),
    ]
