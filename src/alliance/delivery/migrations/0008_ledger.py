from django.db import migrations, models


class Migration(migrations.Migration):
    """What was sent in the last minute, of every domain, from one range of one index."""

    dependencies = [("delivery", "0007_returns")]

    operations = [
        migrations.RemoveIndex(model_name="copy", name="copy_by_domain"),
        migrations.AddIndex(
            model_name="copy",
            index=models.Index(fields=["sent_at", "domain"], name="copy_by_sending"),
        ),
    ]
