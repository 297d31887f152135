import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('sources', '0001_initial'),
    ]

    dependencies = [
        ('directory', '0002_tables'),
        ('mail', '0001_tables'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Source',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='As the list of candidates names it.', max_length=200)),
                        ('kind', models.CharField(choices=[('feed', 'Feed'), ('govuk_search', 'Search of GOV.UK'), ('govuk_content', 'Page of GOV.UK'), ('page', 'Web page'), ('imap', 'Mailbox')], default='feed', max_length=13)),
                        ('address', models.CharField(help_text='Of the feed or page; for a mailbox imaps://host/folder.', max_length=1000)),
                        ('publisher', models.CharField(blank=True, help_text='Who says what it holds, where an entry does not.', max_length=200)),
                        ('user', models.CharField(blank=True, help_text='Of a mailbox.', max_length=200, verbose_name='user name')),
                        ('password_from', models.CharField(blank=True, help_text='Its name only: the password is kept nowhere in Alliance.', max_length=100, verbose_name='environment variable with the password')),
                        ('is_on', models.BooleanField(default=True, verbose_name='watched')),
                        ('off_why', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it is not')),
                        ('every', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(168)], verbose_name='hours between looks')),
                        ('etag', models.CharField(blank=True, editable=False, max_length=500)),
                        ('last_modified', models.CharField(blank=True, editable=False, max_length=100)),
                        ('kept', models.TextField(blank=True, editable=False, help_text='Of a page: its words when it was last read.')),
                        ('mark', models.JSONField(blank=True, default=dict, editable=False, help_text='Of a mailbox: what was read of it.')),
                        ('next_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='next look')),
                        ('held_until', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('last_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last look')),
                        ('last_words', models.CharField(blank=True, editable=False, max_length=500)),
                        ('failures', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                        ('failing_since', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('made_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('topics', models.ManyToManyField(blank=True, related_name='sources', to='directory.topic')),
                    ],
                    options={
                        'ordering': ['name', 'pk'],
                        'indexes': [models.Index(fields=['is_on', 'next_at'], name='source_due')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['feed', 'govuk_search', 'govuk_content', 'page', 'imap'])), name='source_kind'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('address', ''), _negated=True)), name='source_named'), models.UniqueConstraint(fields=('address', 'user'), name='source_once', violation_error_message='This address is watched already.'), models.CheckConstraint(condition=models.Q(('every__gte', 1), ('every__lte', 168)), name='source_every', violation_error_message='It is looked at every 1 to 168 hours.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'imap'), models.Q(('user', ''), _negated=True), models.Q(('password_from', ''), _negated=True)), models.Q(models.Q(('kind', 'imap'), _negated=True), ('password_from', ''), ('user', '')), _connector='OR'), name='source_mailbox_whole', violation_error_message='A mailbox has a user name and the environment variable of its password; nothing else has.'), models.CheckConstraint(condition=models.Q(models.Q(('failing_since__isnull', True), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0)), _connector='OR'), name='source_failing_since'), models.CheckConstraint(condition=models.Q(('is_on', False), ('off_why', ''), _connector='OR'), name='source_off_for_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Candidate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='sources.source')),
                        ('key', models.CharField(help_text='Which entry of its source it is: a hash of what names it there.', max_length=64)),
                        ('url', models.CharField(blank=True, help_text='Canonical; empty if it has none.', max_length=1000, verbose_name='address')),
                        ('title', models.CharField(max_length=300)),
                        ('html', models.TextField(blank=True, help_text='Sanitised.')),
                        ('text', models.TextField(blank=True, verbose_name='words')),
                        ('publisher', models.CharField(blank=True, max_length=200)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('changed_at', models.DateTimeField(blank=True, help_text='Its earlier wordings are kept.', null=True, verbose_name='when its wording changed')),
                        ('facts', models.JSONField(blank=True, default=dict, help_text='What its source says of it: document_type, organisations, change_note.')),
                        ('state', models.CharField(choices=[('new', 'New'), ('taken', 'Taken'), ('merged', 'Merged with another'), ('later', 'Later'), ('no', 'Not for us')], default='new', max_length=6)),
                        ('later_until', models.DateField(blank=True, null=True, verbose_name='shown again from')),
                        ('why', models.CharField(blank=True, max_length=300, verbose_name='why so decided')),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='sources.candidate')),
                        ('taken_as', models.CharField(blank=True, max_length=200, verbose_name='where it went')),
                        ('seen_as', models.JSONField(blank=True, default=dict, help_text='What judging found, with its reasons.')),
                        ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['-found_at', '-pk'],
                        'indexes': [models.Index(fields=['state', '-found_at'], name='candidate_by_state'), models.Index(fields=['url'], name='candidate_url'), models.Index(fields=['judged_at'], name='candidate_judged')],
                        'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='candidate_once'), models.UniqueConstraint(condition=models.Q(('source__isnull', True)), fields=('key',), name='candidate_sent_once'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('key', ''), _negated=True)), name='candidate_named'), models.CheckConstraint(condition=models.Q(('state__in', ['new', 'taken', 'merged', 'later', 'no'])), name='candidate_state'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='candidate_decided_at'), models.CheckConstraint(condition=models.Q(models.Q(('later_until__isnull', False), ('state', 'later')), models.Q(models.Q(('state', 'later'), _negated=True), ('later_until__isnull', True)), _connector='OR'), name='candidate_later_until', violation_error_message='Say from which day it is to be shown again.'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='candidate_merged_into'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='candidate_merged_into_another'), models.CheckConstraint(condition=models.Q(('state', 'taken'), ('taken_as', ''), _connector='OR'), name='candidate_taken_as')],
                    },
                ),
                migrations.CreateModel(
                    name='Wording',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier', to='sources.candidate')),
                        ('title', models.CharField(max_length=300)),
                        ('html', models.TextField(blank=True)),
                        ('text', models.TextField(blank=True, verbose_name='words')),
                        ('replaced_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-replaced_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Fetch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fetches', to='sources.source')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('took', models.PositiveIntegerField(default=0, verbose_name='milliseconds')),
                        ('outcome', models.CharField(choices=[('read', 'Read'), ('unchanged', 'Nothing new'), ('unreadable', 'Could not be read'), ('no_answer', 'No answer'), ('fault', 'Answered with a fault'), ('busy', 'Asked us to wait'), ('refused', 'Not asked'), ('gone', 'Gone')], max_length=10)),
                        ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='status of the answer')),
                        ('bytes', models.PositiveIntegerField(default=0, verbose_name='bytes unpacked')),
                        ('found', models.PositiveIntegerField(default=0, verbose_name='entries')),
                        ('new', models.PositiveIntegerField(default=0, verbose_name='of them new')),
                        ('changed', models.PositiveIntegerField(default=0, verbose_name='of them changed')),
                        ('words', models.CharField(blank=True, max_length=500, verbose_name='in a sentence')),
                    ],
                    options={
                        'verbose_name_plural': 'fetches',
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['source', '-at'], name='fetch_of_source'), models.Index(fields=['at'], name='fetch_at')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['read', 'unchanged', 'unreadable', 'no_answer', 'fault', 'busy', 'refused', 'gone'])), name='fetch_outcome')],
                    },
                ),
                migrations.CreateModel(
                    name='Sender',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('candidate', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sender', to='sources.candidate')),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                        ('organisation', models.CharField(blank=True, max_length=200, verbose_name='organisation or authority')),
                        ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('reply', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('message', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.message')),
                        ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-sent_at', '-pk'],
                        'indexes': [models.Index(fields=['sent_at'], name='sender_sent_at')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('erased_at__isnull', True), models.Q(('name', ''), _negated=True)), models.Q(('email', ''), ('erased_at__isnull', False), ('name', ''), ('organisation', ''), ('reply', '')), _connector='OR'), name='sender_erased_is_empty'), models.CheckConstraint(condition=models.Q(('answered_at__isnull', False), models.Q(('answered_at__isnull', True), ('message__isnull', True)), _connector='OR'), name='sender_answered_at_a_time')],
                    },
                ),
            ],
        ),
    ]
