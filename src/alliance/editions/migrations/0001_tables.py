from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('editions', '0001_initial'),
        ('editions', '0003_since_when'),
    ]

    dependencies = [
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveBigIntegerField(default=1)),
                        ('changed_at', models.PositiveBigIntegerField(default=0, help_text='When it was raised, in seconds since 1970: as HTTP counts.')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='edition_one_row')],
                    },
                ),
            ],
        ),
    ]
