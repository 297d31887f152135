import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('actions', '0001_initial'),
        ('actions', '0002_campaigns'),
        ('actions', '0003_answers_by_programs'),
        ('actions', '0004_replies'),
        ('actions', '0005_grid_for_leads'),
        ('actions', '0006_recorded_at'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('directory', '0002_tables'),
        ('library', '0001_tables'),
        ('mail', '0001_tables'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Action',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200, verbose_name='what is asked')),
                        ('what', models.TextField(blank=True, help_text='Plain words; a blank line begins a paragraph.', verbose_name='in full')),
                        ('how', models.TextField(blank=True, help_text='Where the form is, what to send, to whom.', verbose_name='how to do it')),
                        ('what_becomes', models.TextField(blank=True, help_text='Who reads them, and what for.', verbose_name='what becomes of the answers')),
                        ('weight', models.CharField(choices=[('legal_duty', 'Legal duty'), ('statutory', 'Statutory guidance'), ('consultation', 'Consultation'), ('request', 'Request'), ('information', 'For information')], default='request', max_length=12)),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                        ('audience', models.CharField(choices=[('asked', 'Those who are asked'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='members', max_length=7, verbose_name='who may read it')),
                        ('for_roles', models.JSONField(blank=True, default=list, help_text='Roles within an authority, as “dcs”. Without any, whoever answers for it.', verbose_name='whom it is for')),
                        ('is_soon', models.BooleanField(default=False, help_text='Instead of a day, or until it.', verbose_name='as soon as they can')),
                        ('by_link', models.BooleanField(default=False, help_text='For asks that do no harm if the wrong person answers.', verbose_name='may be answered by a personal link, without an account')),
                        ('contact', models.ForeignKey(blank=True, help_text='Whom to ask about it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                        ('origin_type', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                        ('origin_id', models.CharField(blank=True, editable=False, max_length=64)),
                        ('origin_words', models.JSONField(blank=True, default=dict, editable=False, help_text='The words of its origin from which each part was proposed.')),
                        ('raised_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('raised_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('opened_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_why', models.TextField(blank=True, editable=False, verbose_name='why it ended')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('topics', models.ManyToManyField(blank=True, related_name='actions', to='directory.topic')),
                    ],
                    options={
                        'ordering': ['-opened_at', '-pk'],
                        'indexes': [models.Index(fields=['state', '-opened_at'], name='action_by_state'), models.Index(fields=['origin_type', 'origin_id'], name='action_of_origin')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('weight__in', ['legal_duty', 'statutory', 'consultation', 'request', 'information'])), name='action_weight'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed', 'withdrawn'])), name='action_state'), models.CheckConstraint(condition=models.Q(('audience__in', ['asked', 'members', 'public'])), name='action_audience'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='action_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('opened_at__isnull', False)), _connector='OR'), name='action_opened_or_draft'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ('closed', 'withdrawn'))), models.Q(models.Q(('state__in', ('closed', 'withdrawn')), _negated=True), ('ended_at__isnull', True), ('ended_why', '')), _connector='OR'), name='action_ended_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ended_why', ''), _negated=True), _connector='OR'), name='action_withdrawn_with_a_reason'), models.CheckConstraint(condition=models.Q(('by_link', False), models.Q(('weight', 'legal_duty'), _negated=True), _connector='OR'), name='action_duty_not_by_link', violation_error_message='A legal duty is answered signed in, not by a link.'), models.CheckConstraint(condition=models.Q(models.Q(('origin_id', ''), ('origin_type__isnull', True)), models.Q(('origin_type__isnull', False), models.Q(('origin_id', ''), _negated=True)), _connector='OR'), name='action_origin_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='Ask',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='actions.action')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='directory.authority')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('state', models.CharField(choices=[('waiting', 'Not answered'), ('begun', 'Begun'), ('answered', 'Answered'), ('not_for_us', 'Not for us')], default='waiting', max_length=10)),
                        ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('was_late', models.BooleanField(default=False, editable=False)),
                        ('taken_back_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('taken_back_why', models.CharField(blank=True, editable=False, max_length=300)),
                    ],
                    options={
                        'ordering': ['action', 'authority'],
                        'indexes': [models.Index(fields=['authority', 'state'], name='ask_of_authority')],
                        'constraints': [models.UniqueConstraint(fields=('action', 'authority'), name='ask_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'begun', 'answered', 'not_for_us'])), name='ask_state'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state__in', ('waiting', 'begun')), ('was_late', False)), models.Q(('answered_at__isnull', False), ('state__in', ('answered', 'not_for_us'))), _connector='OR'), name='ask_answered_at'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('taken_back_why', '')), models.Q(('taken_back_at__isnull', False), models.Q(('taken_back_why', ''), _negated=True)), _connector='OR'), name='ask_taken_back_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Campaign',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=150)),
                        ('what', models.TextField(blank=True, help_text='Plain words; a blank line begins a paragraph.', verbose_name='what and why')),
                        ('counted', models.CharField(help_text='As “have renewed their registration”.', max_length=60, verbose_name='how many …')),
                        ('of_what', models.CharField(help_text='As “social workers”.', max_length=60, verbose_name='of how many …')),
                        ('target', models.PositiveSmallIntegerField(default=100, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='share aimed at, in %')),
                        ('first_on', models.DateField(verbose_name='first day')),
                        ('last_on', models.DateField(verbose_name='last day')),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday')], verbose_name='day of the weekly figure')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                        ('for_roles', models.JSONField(blank=True, default=list, verbose_name='whom it is for')),
                        ('by_link', models.BooleanField(default=False, verbose_name='may be given by a personal link, without an account')),
                        ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                        ('raised_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('raised_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('opened_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_why', models.TextField(blank=True, editable=False, verbose_name='why it ended')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('topics', models.ManyToManyField(blank=True, related_name='campaigns', to='directory.topic')),
                    ],
                    options={
                        'ordering': ['-last_on', '-pk'],
                        'indexes': [models.Index(fields=['state', '-last_on'], name='campaign_by_state')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed', 'withdrawn'])), name='campaign_state'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('counted', ''), _negated=True), models.Q(('of_what', ''), _negated=True)), name='campaign_says_what'), models.CheckConstraint(condition=models.Q(('target__gte', 1), ('target__lte', 100)), name='campaign_target'), models.CheckConstraint(condition=models.Q(('weekday__in', [0, 1, 2, 3, 4])), name='campaign_weekday'), models.CheckConstraint(condition=models.Q(('first_on__lte', models.F('last_on'))), name='campaign_days', violation_error_message='The first day comes before the last.'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('opened_at__isnull', False)), _connector='OR'), name='campaign_opened_or_draft'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ('closed', 'withdrawn'))), models.Q(models.Q(('state__in', ('closed', 'withdrawn')), _negated=True), ('ended_at__isnull', True), ('ended_why', '')), _connector='OR'), name='campaign_ended_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ended_why', ''), _negated=True), _connector='OR'), name='campaign_withdrawn_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='TakingPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='actions.campaign')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaign_parts', to='directory.authority')),
                        ('left_on', models.DateField(blank=True, editable=False, null=True)),
                        ('left_why', models.CharField(blank=True, editable=False, max_length=300)),
                    ],
                    options={
                        'ordering': ['campaign', 'authority'],
                        'constraints': [models.UniqueConstraint(fields=('campaign', 'authority'), name='taking_part_once'), models.CheckConstraint(condition=models.Q(models.Q(('left_on__isnull', True), ('left_why', '')), models.Q(('left_on__isnull', False), models.Q(('left_why', ''), _negated=True)), _connector='OR'), name='taking_part_left_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='CampaignWeek',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weeks', to='actions.campaign')),
                        ('on', models.DateField(verbose_name='as on')),
                        ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='week', to='actions.action')),
                    ],
                    options={
                        'ordering': ['campaign', 'on'],
                        'constraints': [models.UniqueConstraint(fields=('campaign', 'on'), name='campaign_week_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ChasingRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_on', models.BooleanField(default=True, verbose_name='remind people')),
                        ('tells_new', models.BooleanField(default=True, help_text='With the first mail of a working day after it was asked.', verbose_name='tell people of what is newly asked')),
                        ('days_before', models.JSONField(default=list, help_text='As 7, 2: a reminder each.', verbose_name='days before the last day')),
                        ('days_after', models.JSONField(default=list, help_text='As 1, 4.', verbose_name='days after it, while nobody has answered')),
                        ('without_day', models.JSONField(default=list, help_text='As 10, 20.', verbose_name='days after asking, where no day was given')),
                        ('lead_after', models.PositiveSmallIntegerField(blank=True, default=8, help_text='Empty: never.', null=True, verbose_name='days after it when the director is told')),
                        ('from_hour', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MaxValueValidator(22)], verbose_name='not before')),
                        ('to_hour', models.PositiveSmallIntegerField(default=18, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(23)], verbose_name='not after')),
                        ('working_days_only', models.BooleanField(default=True, verbose_name='not at weekends or on bank holidays')),
                    ],
                    options={
                        'verbose_name': 'rules of chasing',
                        'verbose_name_plural': 'rules of chasing',
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='chasing_rules_one_row'), models.CheckConstraint(condition=models.Q(('from_hour__lt', models.F('to_hour'))), name='chasing_rules_hours', violation_error_message='The first hour comes before the last.')],
                    },
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='actions.ask')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.person')),
                        ('step', models.CharField(help_text='As “before-7”, “after-1”, “lead”.', max_length=20)),
                        ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('message', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.message')),
                    ],
                    options={
                        'ordering': ['-sent_at', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('ask', 'person', 'step'), name='reminder_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ActionDate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='actions.action')),
                        ('on', models.DateField(verbose_name='day')),
                        ('at', models.TimeField(blank=True, help_text='Without one, the end of the day.', null=True, verbose_name='time')),
                        ('is_hard', models.BooleanField(default=False, help_text='An answer after it is late; others are wished for.', verbose_name='no later')),
                        ('label', models.CharField(blank=True, help_text='Where there are several, as “draft”.', max_length=100, verbose_name='for what')),
                        ('set_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('set_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('replaced_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('moved_to', models.OneToOneField(blank=True, editable=False, help_text='The day that it moved to; without one it was dropped.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='moved_from', to='actions.actiondate')),
                    ],
                    options={
                        'ordering': ['on', models.OrderBy(models.F('at'), nulls_last=True), 'pk'],
                        'indexes': [models.Index(fields=['on'], name='action_date_on')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('action', 'on', 'label'), name='action_date_once', violation_error_message='This day is given twice.'), models.CheckConstraint(condition=models.Q(('moved_to__isnull', True), ('replaced_at__isnull', False), _connector='OR'), name='action_date_moved_is_replaced')],
                    },
                ),
                migrations.CreateModel(
                    name='LinkHolder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='actions.ask')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='held_links', to='directory.person')),
                        ('name', models.CharField(max_length=200)),
                        ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                        ('post', models.CharField(blank=True, max_length=200, verbose_name='what they are there')),
                        ('handed_on_by', models.ForeignKey(blank=True, help_text='Whose link came to them.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='handed_on_to', to='actions.linkholder')),
                        ('message', models.ForeignKey(blank=True, editable=False, help_text='The mail that brought the link; a reply to it is known by that.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.message')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        'ordering': ['ask', 'created_at'],
                        'constraints': [models.UniqueConstraint(models.F('ask'), django.db.models.functions.text.Lower('email'), name='link_holder_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='link_holder_named')],
                    },
                ),
                migrations.CreateModel(
                    name='GridForLeads',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on_since', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('changed_at', models.DateTimeField(editable=False)),
                        ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'grid for leads',
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='grid_for_leads_one_row')],
                    },
                ),
                migrations.CreateModel(
                    name='Question',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='actions.action')),
                        ('number', models.PositiveSmallIntegerField(default=1, editable=False)),
                        ('kind', models.CharField(choices=[('acknowledge', 'Say that it is done'), ('yes_no', 'Yes or no'), ('choice', 'One of several'), ('count', 'A number'), ('percentage', 'A percentage'), ('share', 'So many of so many'), ('file', 'A file'), ('text', 'Some words')], max_length=11, verbose_name='how to answer')),
                        ('words', models.CharField(blank=True, max_length=300, verbose_name='question')),
                        ('choices', models.JSONField(blank=True, default=list, help_text='For one of several, in order.')),
                        ('unit', models.CharField(blank=True, help_text='For a number, as “social workers”.', max_length=60, verbose_name='of what')),
                        ('whole_unit', models.CharField(blank=True, help_text='For so many of so many.', max_length=60, verbose_name='of how many of what')),
                        ('earlier_stand', models.BooleanField(default=True, help_text='If not, those who answered the earlier question are asked again.', verbose_name='earlier answers still count')),
                        ('set_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('set_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('replaced_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['action', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('action', 'number'), name='question_number_once'), models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('action',), name='question_one_at_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['acknowledge', 'yes_no', 'choice', 'count', 'percentage', 'share', 'file', 'text'])), name='question_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'choice'), models.Q(('choices', []), _negated=True)), models.Q(models.Q(('kind', 'choice'), _negated=True), ('choices', [])), _connector='OR'), name='question_choices', violation_error_message='Give at least two answers to choose from.')],
                    },
                ),
                migrations.CreateModel(
                    name='Response',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='actions.ask')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='actions.question')),
                        ('form', models.CharField(choices=[('begun', 'Begun, not sent'), ('answer', 'Answer'), ('not_for_us', 'Not for us')], max_length=10)),
                        ('yes', models.BooleanField(blank=True, null=True)),
                        ('choice', models.CharField(blank=True, max_length=200)),
                        ('number', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('whole', models.PositiveIntegerField(blank=True, help_text='For so many of so many.', null=True, verbose_name='of how many')),
                        ('text', models.TextField(blank=True, help_text='The answer in words, or a note to it.')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='library.documentfile')),
                        ('reason', models.TextField(blank=True, verbose_name='why it is not for them')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When it was given, as far as is known.')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When it was written down: later, where it was told by telephone or by mail.')),
                        ('is_late', models.BooleanField(default=False)),
                        ('counts', models.BooleanField(default=False)),
                        ('is_aside', models.BooleanField(default=False, help_text='Sent while somebody else’s had come in: kept, and theirs to let count.')),
                        ('way', models.CharField(choices=[('site', 'on the site'), ('link', 'by a personal link'), ('program', 'by a program'), ('telephone', 'by telephone'), ('email', 'by e-mail')], default='site', max_length=9)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='responses', to='directory.person')),
                        ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='responses', to='actions.linkholder')),
                        ('given_by', models.CharField(blank=True, max_length=200, verbose_name='who gave it')),
                        ('given_on', models.DateField(blank=True, null=True, verbose_name='when it was given')),
                        ('role', models.CharField(blank=True, choices=[('programme_manager', 'Programme manager'), ('programme_support', 'Programme support'), ('dcs', "Director of children's services"), ('dcs_pa', "PA to a director of children's services"), ('lead_member', 'Lead member'), ('chief_executive', 'Chief executive'), ('authority_member', "Member of an authority's staff"), ('data_lead', 'Data lead'), ('commissioner', 'Commissioner'), ('network_lead', 'Network lead'), ('network_chair', 'Chair of a network'), ('network_vice_chair', 'Vice chair of a network'), ('panel_member', 'Panel member'), ('provider', 'Provider'), ('national_partner', 'National partner'), ('contact', 'Contact named in a bulletin')], max_length=20, verbose_name='in what role')),
                        ('capacity', models.CharField(blank=True, choices=[('pa', 'PA: answers and looks after, decides and signs nothing'), ('deputy', 'Deputy: answers and decides, signs nothing')], max_length=6, verbose_name='acting as')),
                        ('principal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person', verbose_name='acting for')),
                    ],
                    options={
                        'ordering': ['ask', '-at', '-pk'],
                        'indexes': [models.Index(fields=['ask', '-at'], name='response_of_ask')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('counts', True)), fields=('ask',), name='response_one_counts'), models.CheckConstraint(condition=models.Q(('form__in', ['begun', 'answer', 'not_for_us'])), name='response_form'), models.CheckConstraint(condition=models.Q(('way__in', ['site', 'link', 'program', 'telephone', 'email'])), name='response_way'), models.CheckConstraint(condition=models.Q(models.Q(('form', 'begun'), _negated=True), ('counts', False), _connector='OR'), name='response_begun_counts_not'), models.CheckConstraint(condition=models.Q(('is_aside', False), ('counts', False), _connector='OR'), name='response_aside_counts_not'), models.CheckConstraint(condition=models.Q(models.Q(('form', 'not_for_us'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('form', 'not_for_us'), _negated=True), ('reason', '')), ('form', 'begun'), _connector='OR'), name='response_not_for_us_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('given_on__isnull', False), ('way__in', ('telephone', 'email')), models.Q(('given_by', ''), _negated=True)), models.Q(('given_by', ''), ('given_on__isnull', True), ('way__in', ('site', 'link', 'program'))), _connector='OR'), name='response_handed_on_by_somebody'), models.CheckConstraint(condition=models.Q(('number__isnull', True), ('number__gte', 0), _connector='OR'), name='response_number'), models.CheckConstraint(condition=models.Q(('whole__isnull', True), ('number__isnull', True), ('number__lte', models.F('whole')), _connector='OR'), name='response_not_more_than_the_whole'), models.CheckConstraint(condition=models.Q(('whole__isnull', True), ('number__isnull', False), ('form', 'begun'), _connector='OR'), name='response_whole_with_a_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Reply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('message_id', models.CharField(editable=False, max_length=250, unique=True)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('recorded', 'Recorded'), ('set_aside', 'Set aside')], default='waiting', max_length=9)),
                        ('way', models.CharField(choices=[('file', 'as a saved mail'), ('pasted', 'pasted'), ('mailbox', 'from the mailbox')], default='file', max_length=7)),
                        ('content', models.BinaryField(default=b'', help_text='What it says, sealed; empty once it is erased.')),
                        ('is_automatic', models.BooleanField(default=False, help_text="An absence notice or a failed delivery: nobody's answer.")),
                        ('sent_at', models.DateTimeField(blank=True, help_text='As the mail says; empty if it says nothing that can be.', null=True)),
                        ('known_by', models.CharField(choices=[('person', 'The address of somebody in the directory'), ('holder', 'The address that a personal link was sent to'), ('domain', 'An address of the authority, and of nobody known'), ('nobody', 'An address that is not known')], default='nobody', max_length=6)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='directory.person')),
                        ('authority', models.ForeignKey(blank=True, help_text="Its sender's, where that is one.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='directory.authority')),
                        ('found_by', models.CharField(choices=[('message', 'It answers a mail of ours'), ('quoted', 'It quotes the address of what is asked'), ('subject', 'Its subject names what is asked'), ('held', 'Its sender was sent a link to answer it'), ('hand', 'Named when it was brought in'), ('nothing', 'Nothing tells what it answers')], default='nothing', max_length=7)),
                        ('brought_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('brought_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('settled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('why', models.CharField(blank=True, max_length=300, verbose_name='why it is set aside')),
                        ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('asks', models.ManyToManyField(blank=True, help_text='What it may answer.', related_name='replies', to='actions.ask')),
                        ('responses', models.ManyToManyField(blank=True, help_text='What it became.', related_name='replies', to='actions.response')),
                    ],
                    options={
                        'verbose_name_plural': 'replies',
                        'ordering': ['-brought_at', '-pk'],
                        'indexes': [models.Index(fields=['state', '-brought_at'], name='reply_by_state')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('message_id', ''), _negated=True), name='reply_has_an_identity'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'recorded', 'set_aside'])), name='reply_state'), models.CheckConstraint(condition=models.Q(('way__in', ['file', 'pasted', 'mailbox'])), name='reply_way'), models.CheckConstraint(condition=models.Q(('known_by__in', ['person', 'holder', 'domain', 'nobody'])), name='reply_known_by'), models.CheckConstraint(condition=models.Q(('found_by__in', ['message', 'quoted', 'subject', 'held', 'hand', 'nothing'])), name='reply_found_by'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='reply_settled_at'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'set_aside'), models.Q(('why', ''), _negated=True)), models.Q(models.Q(('state', 'set_aside'), _negated=True), ('why', '')), _connector='OR'), name='reply_set_aside_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('erased_at__isnull', True), models.Q(('content', b''), _negated=True)), models.Q(('content', b''), ('erased_at__isnull', False), ('person__isnull', True), models.Q(('state', 'waiting'), _negated=True)), _connector='OR'), name='reply_erased_is_empty')],
                    },
                ),
            ],
        ),
    ]
