import datetime
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('bulletins', '0001_initial'),
        ('bulletins', '0002_initial'),
        ('bulletins', '0003_initial'),
        ('bulletins', '0004_the_week_in_writing'),
        ('bulletins', '0005_preflight_and_carrying'),
        ('bulletins', '0006_sent_at_publishing'),
    ]

    dependencies = [
        ('directory', '0002_tables'),
        ('library', '0001_tables'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Item',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=500)),
                        ('slug', models.SlugField(max_length=100)),
                        ('topics', models.ManyToManyField(blank=True, related_name='items', to='directory.topic')),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Bulletin',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                        ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                        ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                        ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                        ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                        ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                        ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                        ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                        ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                        ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                        ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                        ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('date', models.DateField(db_index=True)),
                        ('introduction', models.TextField(blank=True)),
                        ('frame', models.JSONField(blank=True, default=list, editable=False, help_text='Furniture recognised on import.')),
                        ('source_digest', models.CharField(blank=True, editable=False, help_text='Of the reading it was last imported from: the same again changes nothing.', max_length=64)),
                        ('set_aside', models.JSONField(blank=True, default=list, editable=False, help_text='Text that fitted nowhere on import.')),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='Appearance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('bulletin', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='bulletins.bulletin')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='bulletins.item')),
                        ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                        ('section', models.CharField(choices=[('news', 'News'), ('reminder', 'Reminders from previous weeks')], default='news', max_length=8)),
                        ('standing', models.CharField(choices=[('new', 'New'), ('repeated', 'Said again'), ('reminder', 'Reminder')], default='new', max_length=8)),
                        ('title', models.CharField(max_length=500)),
                        ('body', models.TextField(blank=True, help_text='HTML, sanitised before it is stored.')),
                        ('has_action', models.BooleanField(default=False, help_text='The item had a label such as “Action Required” with text.')),
                        ('action_text', models.TextField(blank=True, help_text='HTML, sanitised before it is stored.')),
                        ('named', models.JSONField(blank=True, default=list, editable=False, help_text='Names of the contacts as the item prints them.')),
                        ('audience', models.CharField(blank=True, help_text='As “data leads”.', max_length=200, verbose_name='whom it is for')),
                        ('people', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Named as contact.', related_name='appearances', to='directory.person')),
                    ],
                    options={
                        'ordering': ['bulletin', 'position'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('section__in', ['news', 'reminder'])), name='appearance_section'), models.CheckConstraint(condition=models.Q(('standing__in', ['new', 'repeated', 'reminder'])), name='appearance_standing')],
                    },
                ),
                migrations.CreateModel(
                    name='AppearanceDate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('appearance', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='bulletins.appearance')),
                        ('kind', models.CharField(choices=[('deadline', 'Deadline'), ('event', 'Event')], max_length=8)),
                        ('date', models.DateField(db_index=True)),
                        ('words', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ['date'],
                        'constraints': [models.UniqueConstraint(fields=('appearance', 'kind', 'date'), name='appearance_date_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['deadline', 'event'])), name='appearance_date_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('bulletin', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='catalogue', to='bulletins.bulletin')),
                        ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_entries', to='library.publication')),
                        ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                        ('title', models.CharField(max_length=500)),
                        ('publisher', models.CharField(blank=True, max_length=200)),
                        ('date', models.DateField(blank=True, null=True)),
                        ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                    ],
                    options={
                        'verbose_name_plural': 'catalogue entries',
                        'ordering': ['bulletin', 'position'],
                    },
                ),
                migrations.CreateModel(
                    name='ContactEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('bulletin', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='bulletins.bulletin')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_entries', to='directory.person')),
                        ('name', models.CharField(help_text='As that bulletin printed it.', max_length=200)),
                        ('role_title', models.CharField(blank=True, max_length=200)),
                        ('organisation', models.CharField(blank=True, max_length=200)),
                        ('phone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.contactdetail')),
                        ('email', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.contactdetail')),
                        ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ],
                    options={
                        'verbose_name_plural': 'contact entries',
                        'ordering': ['bulletin', 'position'],
                    },
                ),
                migrations.CreateModel(
                    name='CarryFor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='carry_for', to='bulletins.item')),
                        ('until', models.DateField(blank=True, help_text='Empty: standing.', null=True, verbose_name='up to and with the bulletin of')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'matter to be carried',
                        'verbose_name_plural': 'matters to be carried',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CarryChoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('for_date', models.DateField(db_index=True)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carry_choices', to='bulletins.item')),
                        ('is_carried', models.BooleanField()),
                        ('chosen_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('chosen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['for_date', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('for_date', 'item'), name='carry_choice_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Intake',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=255, verbose_name='file')),
                        ('source_text', models.TextField()),
                        ('digest', models.CharField(db_index=True, help_text='SHA-256 of what came.', max_length=64)),
                        ('reading', models.JSONField(help_text='As `alliance bulletin parse --json` gives it.')),
                        ('corrected', models.JSONField(blank=True, help_text='The reading as an editor left it.', null=True)),
                        ('state', models.CharField(choices=[('read', 'Waiting to be looked at'), ('saved', 'Saved as a bulletin'), ('set_aside', 'Set aside')], default='read', max_length=9)),
                        ('bulletin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='intakes', to='bulletins.bulletin')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['read', 'saved', 'set_aside'])), name='intake_state')],
                    },
                ),
                migrations.CreateModel(
                    name='PassedFinding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passed_findings', to='bulletins.bulletin')),
                        ('rule', models.CharField(max_length=40)),
                        ('digest', models.CharField(help_text='Of the rule and the words it found.', max_length=64)),
                        ('reason', models.CharField(max_length=300)),
                        ('passed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('passed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['bulletin', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('bulletin', 'digest'), name='finding_passed_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='finding_passed_for_a_reason'), models.CheckConstraint(condition=models.Q(('rule', 'restricted-cited'), _negated=True), name='restricted_is_never_passed')],
                    },
                ),
                migrations.CreateModel(
                    name='DraftIssue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('date', models.DateField()),
                        ('introduction', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('writing', 'Being written'), ('approval', 'Waiting for approval'), ('scheduled', 'Scheduled'), ('published', 'Published'), ('correcting', 'Being corrected')], default='writing', max_length=10)),
                        ('version', models.PositiveIntegerField(default=1, help_text='Raised by each change of anything in it.')),
                        ('asked_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('approved_version', models.PositiveIntegerField(blank=True, help_text='What was approved is this version and no later one.', null=True)),
                        ('scheduled_for', models.DateTimeField(blank=True, null=True)),
                        ('scheduled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sends_mail', models.BooleanField(blank=True, help_text='Empty: as the rule says.', null=True, verbose_name='its mail goes out with it')),
                        ('passed', models.JSONField(blank=True, default=dict, help_text='What of the check was let pass, by digest: rule, reason, by whom.')),
                        ('held_because', models.TextField(blank=True, help_text='Why it did not go out at the time it was to.')),
                        ('bulletin', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='draft', to='bulletins.bulletin')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['writing', 'approval', 'scheduled', 'published', 'correcting'])), name='draft_issue_state'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='draft_issue_number'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('approved_version__isnull', False)), models.Q(('approved_at__isnull', True), ('approved_version__isnull', True)), _connector='OR'), name='draft_issue_approved_whole'), models.CheckConstraint(condition=models.Q(models.Q(('scheduled_for__isnull', False), ('state', 'scheduled')), models.Q(models.Q(('state', 'scheduled'), _negated=True), ('scheduled_for__isnull', True)), _connector='OR'), name='draft_issue_scheduled_for')],
                    },
                ),
                migrations.CreateModel(
                    name='DraftItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='bulletins.draftissue')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('section', models.CharField(choices=[('news', 'News'), ('reminder', 'Reminders from previous weeks')], default='news', max_length=8)),
                        ('matter', models.ForeignKey(blank=True, help_text='Which matter it tells again; empty for a new one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='bulletins.item')),
                        ('candidate', models.CharField(blank=True, help_text='Of the sources: the candidate that it came from.', max_length=80)),
                        ('why', models.CharField(blank=True, help_text='Why it is a reminder, as it was proposed.', max_length=300)),
                        ('title', models.CharField(blank=True, max_length=500)),
                        ('body', models.TextField(blank=True, help_text='HTML, sanitised before it is stored.')),
                        ('action_text', models.TextField(blank=True, help_text='HTML, sanitised before it is stored.')),
                        ('dates', models.JSONField(blank=True, default=list, help_text='Of each: kind, day and the words it was read from.')),
                        ('people', models.JSONField(blank=True, default=list, help_text='Names, as they are printed.')),
                        ('topics', models.JSONField(blank=True, default=list, help_text='Primary keys.')),
                        ('publications', models.JSONField(blank=True, default=list, help_text='Primary keys of those cited.')),
                        ('audience', models.CharField(blank=True, help_text='As “data leads”.', max_length=200)),
                        ('found', models.JSONField(blank=True, default=list, help_text='What was read from its words and is not decided yet.')),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('removed_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['issue', 'position', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('section__in', ['news', 'reminder'])), name='draft_item_section'), models.UniqueConstraint(condition=models.Q(models.Q(('candidate', ''), _negated=True), ('removed_at__isnull', True)), fields=('issue', 'candidate'), name='draft_item_candidate_once')],
                    },
                ),
                migrations.CreateModel(
                    name='DraftItemVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='bulletins.draftitem')),
                        ('number', models.PositiveIntegerField()),
                        ('said', models.JSONField()),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('restores', models.PositiveIntegerField(blank=True, help_text='The version whose words were taken again.', null=True)),
                        ('is_aside', models.BooleanField(default=False, help_text='Written while somebody else saved: kept, and not what holds.')),
                    ],
                    options={
                        'ordering': ['item', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('item', 'number'), name='draft_version_number'), models.CheckConstraint(condition=models.Q(('began_at__lte', models.F('at'))), name='draft_version_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='Presence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='present', to='bulletins.draftissue')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('item', models.ForeignKey(blank=True, help_text='Written in.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='bulletins.draftitem')),
                        ('seen_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('issue', 'user'), name='presence_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PublishingRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('second_person', models.BooleanField(default=False, verbose_name='a second person approves each bulletin before it goes out')),
                        ('usual_time', models.TimeField(default=datetime.time(12, 0), verbose_name='usual time of publishing')),
                    ],
                    options={
                        'verbose_name': 'rules of publishing',
                        'verbose_name_plural': 'rules of publishing',
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='publishing_rules_one_row')],
                    },
                ),
                migrations.CreateModel(
                    name='Correction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='bulletins.bulletin')),
                        ('note', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('items', models.ManyToManyField(blank=True, related_name='corrections', to='bulletins.item')),
                    ],
                    options={
                        'ordering': ['bulletin', 'at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='correction_says_what')],
                    },
                ),
            ],
        ),
    ]
