import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('pages', '0001_pages_and_ideas'),
        ('pages', '0002_old_site'),
        ('pages', '0003_told_meetings'),
        ('pages', '0004_restricted_parts'),
        ('pages', '0005_replies_by_the_outbox'),
        ('pages', '0006_told_from'),
        ('pages', '0007_ideas_into_the_standing_call'),
    ]

    dependencies = [
        ('directory', '0002_tables'),
        ('evidence', '0001_tables'),
        ('library', '0001_tables'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Workstream',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('introduction', models.TextField(blank=True, help_text='A sentence or two; lists and search results show them.')),
                        ('text', wagtail.fields.StreamField([('words', 0), ('table', 2)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'ol', 'ul', 'blockquote', 'link', 'document-link', 'image'], 'icon': 'pilcrow'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Words'}), 2: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('words', 1)]], {'icon': 'table', 'template': 'pages/_table.html'})})),
                        ('governance', wagtail.fields.RichTextField(blank=True, verbose_name='governance and reports')),
                        ('tools', wagtail.fields.RichTextField(blank=True, verbose_name='tools, templates and useful links')),
                        ('meeting_network', models.ForeignKey(blank=True, help_text='Whose meeting it is, if it is one of the directory’s networks.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.network', verbose_name='network')),
                        ('meeting_on', models.DateField(blank=True, null=True, verbose_name='date')),
                        ('meeting_at', models.TimeField(blank=True, help_text='Leave it out if only the day is known.', null=True, verbose_name='time')),
                        ('meeting_place', models.CharField(blank=True, help_text='A room, or how to join.', max_length=200, verbose_name='place')),
                        ('meeting_is_off', models.BooleanField(default=False, verbose_name='called off')),
                        ('meeting_before', models.JSONField(blank=True, default=dict, editable=False, help_text='What readers were told of the meeting before it was changed.')),
                        ('topics', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='workstreams', to='directory.topic')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('meeting_at__isnull', True), ('meeting_on__isnull', False), _connector='OR'), name='workstream_meeting_time_has_a_day', violation_error_message='Give the day of the meeting too, or leave the time out.')],
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='WorkstreamContact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='pages.workstream')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.person')),
                        ('role_title', models.CharField(blank=True, help_text='As “Chair”, or nothing.', max_length=200, verbose_name='what they do here')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GovernanceRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='library.publication')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='governance_records', to='pages.workstream')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ToolRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='library.publication')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tool_records', to='pages.workstream')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OldThing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=500)),
                        ('state', models.CharField(choices=[('moved', 'Moved here'), ('redirected', 'Redirected'), ('retired', 'Retired'), ('missing', 'Missing')], default='redirected', help_text='Who asks for what is retired is told that it is gone for good.', max_length=10)),
                        ('target', models.CharField(blank=True, help_text='An address of this site, as /projects/.', max_length=500, validators=[django.core.validators.RegexValidator('^/(?![/\\\\])\\S*$', 'Write an address of this site, as /projects/.')], verbose_name='leads to')),
                        ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.workstream')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.documentfile')),
                        ('picture', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.picture')),
                        ('reason', models.CharField(blank=True, editable=False, help_text='Why it is missing, and what to do.', max_length=500)),
                        ('old_id', models.PositiveBigIntegerField(blank=True, editable=False, help_text='Its number in the old site.', null=True, unique=True)),
                        ('digest', models.CharField(blank=True, editable=False, help_text='Of what was brought in: the same again changes nothing.', max_length=64)),
                        ('revision', models.PositiveBigIntegerField(blank=True, editable=False, help_text='Of the page, as it was brought in: a later one is an editor’s work.', null=True)),
                    ],
                    options={
                        'verbose_name': 'thing of the old site',
                        'verbose_name_plural': 'things of the old site',
                        'ordering': ['title', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['moved', 'redirected', 'retired', 'missing'])), name='old_thing_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'redirected'), _negated=True), models.Q(('target', ''), _negated=True), _connector='OR'), name='old_thing_redirected_somewhere', violation_error_message='Say where it leads to, or retire it.')],
                    },
                ),
                migrations.CreateModel(
                    name='OldAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('thing', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='pages.oldthing')),
                        ('key', models.CharField(help_text='As /about-networks/commissioners/ or /?p=8816; host and capitals do not matter.', max_length=500, unique=True, verbose_name='address')),
                    ],
                    options={
                        'verbose_name': 'old address',
                        'verbose_name_plural': 'old addresses',
                        'ordering': ['key'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectIndex',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('introduction', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name': 'list of projects',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='ProjectPage',
                    fields=[
                        ('workstream_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.workstream')),
                        ('stage', models.CharField(choices=[('live', 'Live'), ('completed', 'Completed')], default='live', max_length=9)),
                        ('started_on', models.DateField(blank=True, null=True, verbose_name='started')),
                        ('completed_on', models.DateField(blank=True, null=True, verbose_name='completed')),
                    ],
                    options={
                        'verbose_name': 'project',
                        'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['live', 'completed'])), name='project_stage'), models.CheckConstraint(condition=models.Q(models.Q(('completed_on__isnull', True), ('stage', 'live')), models.Q(('completed_on__isnull', False), ('stage', 'completed')), _connector='OR'), name='project_completed_on_a_day', violation_error_message='A completed project has a day on which it was completed, and a live one has none.'), models.CheckConstraint(condition=models.Q(('started_on__isnull', True), ('completed_on__isnull', True), ('started_on__lte', models.F('completed_on')), _connector='OR'), name='project_days_in_order', violation_error_message='The project was completed before it started.')],
                    },
                    bases=('pages.workstream',),
                ),
                migrations.CreateModel(
                    name='RestrictedPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='restricted_parts', to='pages.workstream')),
                        ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.area')),
                        ('text', wagtail.fields.StreamField([('words', 0), ('table', 2)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'ol', 'ul', 'blockquote', 'link', 'document-link'], 'icon': 'pilcrow'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Words'}), 2: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('words', 1)]], {'icon': 'table', 'template': 'pages/_table.html'})})),
                        ('tools', wagtail.fields.RichTextField(blank=True, verbose_name='tools, templates and useful links')),
                        ('documents', wagtail.fields.StreamField([('document', 0)], blank=True, block_lookup={0: ('wagtail.documents.blocks.DocumentChooserBlock', (), {})})),
                    ],
                    options={
                        'verbose_name': 'restricted part',
                        'ordering': ['sort_order'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('page', 'area'), name='restricted_part_once', violation_error_message='This page has a part in this area already.')],
                    },
                ),
                migrations.CreateModel(
                    name='SectionIndex',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('introduction', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name': 'list of sections',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='SectionPage',
                    fields=[
                        ('workstream_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.workstream')),
                    ],
                    options={
                        'verbose_name': 'section',
                    },
                    bases=('pages.workstream',),
                ),
                migrations.CreateModel(
                    name='ToldFrom',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='told_from', to='evidence.submission')),
                        ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ideas', to='pages.workstream')),
                        ('idea', models.PositiveBigIntegerField(blank=True, editable=False, null=True, unique=True)),
                    ],
                    options={
                        'verbose_name_plural': 'told from',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ToldMeeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_meetings', to='pages.workstream')),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('on', models.DateField(blank=True, null=True)),
                        ('at', models.TimeField(blank=True, null=True)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('network', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.network')),
                        ('is_off', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['told_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('at__isnull', True), ('on__isnull', False), _connector='OR'), name='told_meeting_time_has_a_day')],
                    },
                ),
            ],
        ),
    ]
