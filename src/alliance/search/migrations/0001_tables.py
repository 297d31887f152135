import django.db.models.deletion
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('search', '0001_initial'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='SearchEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.CharField(max_length=64)),
                        ('audience', models.CharField(max_length=40)),
                        ('kind', models.CharField(help_text='As a reader would say it: “Bulletin”.', max_length=40)),
                        ('title', models.CharField(max_length=500)),
                        ('body', models.TextField(blank=True, help_text='Plain text.')),
                        ('url', models.CharField(max_length=500)),
                        ('date', models.DateField(blank=True, null=True)),
                        ('year', models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                        ('publisher', models.CharField(blank=True, max_length=200)),
                        ('authority', models.CharField(blank=True, max_length=100)),
                        ('topics', models.TextField(blank=True, editable=False, help_text='One a line, with a line’s end before the first and after the last.')),
                        ('facts', models.TextField(blank=True, editable=False, help_text='Kind, publisher, topics and day, in words.')),
                        ('title_marks', models.TextField(blank=True, editable=False, help_text='Of the meanings that the title speaks of.')),
                        ('body_marks', models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        'verbose_name_plural': 'search entries',
                        'indexes': [models.Index(fields=['audience', 'kind', 'year'], name='search_facets')],
                        'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id'), name='search_entry_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SearchWord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('audience', models.CharField(max_length=40)),
                        ('word', models.CharField(max_length=60)),
                        ('backwards', models.CharField(help_text='So that endings can be looked up.', max_length=60)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['audience', 'backwards'], name='search_word_endings')],
                        'constraints': [models.UniqueConstraint(fields=('audience', 'word'), name='search_word_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Meaning',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='For your own orientation.', max_length=100, unique=True)),
                        ('wordings', models.TextField(help_text='One a line, as they are written: “LAC”, “child in care”. Plurals with an s are found by themselves; write others (“children in care”) on a line of their own. An abbreviation in capitals is only found in capitals, so “MASH” is not “mash”.')),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
            ],
        ),
    ]
