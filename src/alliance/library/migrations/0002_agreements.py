"""Agreements, their versions, the signature book, protocols and what goes with them.

What somebody signed, or how an authority stood, is never rewritten: triggers say so on both
databases. A deleted account or person may become null, a signer's name and scan may be blanked when
they are due for erasure, and a standing may be struck out once. A later migration that alters one of
these tables on SQLite makes it anew, without its triggers: it must end with `guard`. A test fails when
it does not.
"""

import alliance.library.models.agreement
import alliance.library.models.agreement_files
import alliance.library.models.agreement_signatures
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


BOOK, STANDINGS, EXCEPTIONS = (
    f"library_{name}" for name in ("signatureentry", "protocolstanding", "standingexception")
)
SENTENCE = "This record is only ever added to."
SAME = {
    BOOK: [
        "id", "version_id", "authority_id", "role", "turn", "act", "way", "on", "standing",
        "sha256", "why", "written_at",
    ],
    STANDINGS: [
        "id", "protocol_id", "authority_id", "state", "effective_on", "why", "recorded_at",
    ],
    EXCEPTIONS: ["standing_id", "text"],
}
MAY_BECOME_NULL = {BOOK: ["person_id", "written_by_id"], STANDINGS: ["recorded_by_id"]}
MAY_BECOME_EMPTY = {BOOK: ["name", "scan"]}
STRUCK_OUT = ["struck_out_at", "struck_out_by_id", "struck_out_why"]


def allowed(table, same):
    """SQL that is true when NEW differs from OLD only by what may change; `same` is null-safe =."""

    def unchanged(name):
        return f'NEW."{name}" {same} OLD."{name}"'

    kept = [unchanged(name) for name in SAME[table]]
    kept += [f'({unchanged(n)} OR NEW."{n}" IS NULL)' for n in MAY_BECOME_NULL.get(table, [])]
    kept += [f"({unchanged(n)} OR NEW.\"{n}\" = '')" for n in MAY_BECOME_EMPTY.get(table, [])]
    if table == STANDINGS:
        at, by, why = STRUCK_OUT
        by_the_same = f'({unchanged(by)} OR NEW."{by}" IS NULL)'
        kept.append(
            f'(OLD."{at}" IS NULL OR ({unchanged(at)} AND {by_the_same} AND {unchanged(why)}))'
        )
    return " AND ".join(kept)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in SAME:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_never_removed BEFORE DELETE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_never_rewritten BEFORE UPDATE ON {table} "
                f"WHEN NOT ({allowed(table, 'IS')}) "
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
                params=None,
            )
        return
    schema_editor.execute(
        f"""CREATE FUNCTION agreements_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        params=None,
    )
    for table in SAME:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_never_removed BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION agreements_refuse()",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_never_rewritten BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN (NOT ({allowed(table, 'IS NOT DISTINCT FROM')})) "
            "EXECUTE FUNCTION agreements_refuse()",
            params=None,
        )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in SAME:
            schema_editor.execute(f"DROP TRIGGER {table}_never_removed", params=None)
            schema_editor.execute(f"DROP TRIGGER {table}_never_rewritten", params=None)
    else:
        schema_editor.execute("DROP FUNCTION agreements_refuse() CASCADE", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_acting_for'),
        ('library', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProtocolStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('not_asked', 'Not asked'), ('pledged', 'Pledged'), ('live', 'Live'), ('left', 'Left')], max_length=9)),
                ('effective_on', models.DateField(help_text='The first day on which it holds.', verbose_name='from')),
                ('why', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('struck_out_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('struck_out_why', models.TextField(blank=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority')),
            ],
            options={
                'verbose_name': 'standing to a protocol',
                'verbose_name_plural': 'standings to protocols',
                'ordering': ['protocol', 'authority', 'effective_on', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mou', 'Memorandum of Understanding'), ('moc', 'Memorandum of Co-operation'), ('other', 'Another agreement')], max_length=5)),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(help_text='The last part of the page’s address.', max_length=80, unique=True, verbose_name='address')),
                ('summary', models.TextField(blank=True, help_text='What it is about, in two or three sentences.')),
                ('review_months', models.PositiveSmallIntegerField(blank=True, default=12, null=True, verbose_name='months between reviews')),
                ('ends_on', models.DateField(blank=True, help_text='When the agreement as a whole has ended.', null=True, verbose_name='last day')),
                ('text_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='public', max_length=8, verbose_name='the agreement, its versions and its reviews')),
                ('signatures_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='public', max_length=8, verbose_name='who has signed, and signed copies')),
                ('standings_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='public', max_length=8, verbose_name='how each authority stands to each protocol')),
                ('exceptions_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='members', max_length=8, verbose_name='exceptions, and why something changed')),
                ('caps_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='members', max_length=8, verbose_name='pay caps')),
                ('parties', models.ManyToManyField(blank=True, help_text='Choose none if every member of the alliance is a party.', related_name='agreements', to='directory.authority')),
            ],
            options={
                'ordering': ['title'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='AgreementReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='due by')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, help_text='What was found, and to whom a new version was sent.')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='library.agreement')),
            ],
            options={
                'verbose_name': 'review of an agreement',
                'verbose_name_plural': 'reviews of agreements',
                'ordering': ['agreement', '-due_on'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='As people call it: “2026”, “v4”.', max_length=40, verbose_name='version')),
                ('state', models.CharField(choices=[('draft', 'Draft, for the programme only'), ('published', 'Published')], default='draft', max_length=9)),
                ('starts_on', models.DateField(verbose_name='in force from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='in force to')),
                ('changes', models.TextField(blank=True, help_text='In words, against the version before it.', verbose_name='what changed')),
                ('file', models.FileField(blank=True, help_text='PDF, Word or OpenDocument, up to 20 MB. What is signed on the site must be here.', upload_to=alliance.library.models.agreement._place_of_document, validators=[alliance.library.models.agreement_files.check_document], verbose_name='document')),
                ('url', models.URLField(blank=True, help_text='Where it stands elsewhere.', max_length=2000, verbose_name='or its address')),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='fingerprint')),
                ('size', models.PositiveBigIntegerField(default=0, editable=False)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='library.agreement')),
            ],
            options={
                'verbose_name': 'version of an agreement',
                'verbose_name_plural': 'versions of agreements',
                'ordering': ['agreement', '-starts_on'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='CappedRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As “Social worker” or “Team manager”.', max_length=120)),
                ('definition', models.TextField(blank=True, help_text='Who counts as one.')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capped_roles', to='library.agreement')),
            ],
            options={
                'verbose_name': 'role with a pay cap',
                'verbose_name_plural': 'roles with a pay cap',
                'ordering': ['agreement', 'order', 'name'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='PayCap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='£')),
                ('per', models.CharField(choices=[('hour', 'an hour'), ('day', 'a day')], default='hour', max_length=4)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('note', models.CharField(blank=True, help_text='As “with umbrella fees”.', max_length=200)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='caps', to='library.cappedrole')),
            ],
            options={
                'ordering': ['role', '-starts_on'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='Protocol',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True, verbose_name='what it says')),
                ('effective_from', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Where it stands in the register; those alike, by number.')),
                ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='last reviewed on')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protocols', to='library.agreement')),
            ],
            options={
                'ordering': ['agreement', 'order', 'number'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='StandingException',
            fields=[
                ('standing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='exception', serialize=False, to='library.protocolstanding')),
                ('text', models.TextField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='protocolstanding',
            name='protocol',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='library.protocol'),
        ),
        migrations.AddField(
            model_name='protocolstanding',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='protocolstanding',
            name='struck_out_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='SignatureEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('dcs', "Director of children's services"), ('chief_executive', 'Chief executive'), ('lead_member', 'Lead member')], max_length=20)),
                ('turn', models.PositiveSmallIntegerField()),
                ('act', models.CharField(choices=[('signed', 'Signed'), ('withdrew', 'Withdrew the signature'), ('struck_out', 'Recorded in error')], max_length=10)),
                ('way', models.CharField(choices=[('site', 'On the site'), ('paper', 'On paper')], max_length=5, verbose_name='how')),
                ('on', models.DateField(help_text='The first day on which it counts.', verbose_name='from')),
                ('name', models.CharField(blank=True, help_text='Of the signer, as signed.', max_length=200)),
                ('standing', models.CharField(blank=True, help_text='In what right, in words, at that moment.', max_length=300)),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='fingerprint of what was signed')),
                ('scan', models.FileField(blank=True, upload_to=alliance.library.models.agreement_signatures._place_of_scan, validators=[alliance.library.models.agreement_files.check_scan])),
                ('why', models.TextField(blank=True)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='library.agreementversion')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'line of the signature book',
                'verbose_name_plural': 'signature book',
                'ordering': ['version', 'authority', 'role', 'turn'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mou', 'moc', 'other'])), name='agreement_kind'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('text_visibility__in', ['private', 'members', 'public'])), name='agreement_text_visibility'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('signatures_visibility__in', ['private', 'members', 'public'])), name='agreement_signatures_visibility'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('standings_visibility__in', ['private', 'members', 'public'])), name='agreement_standings_visibility'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('exceptions_visibility__in', ['private', 'members', 'public'])), name='agreement_exceptions_visibility'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('caps_visibility__in', ['private', 'members', 'public'])), name='agreement_caps_visibility'),
        ),
        migrations.AddConstraint(
            model_name='agreementreview',
            constraint=models.UniqueConstraint(fields=('agreement', 'due_on'), name='agreement_review_once', violation_error_message='A review of this agreement is due on that day already.'),
        ),
        migrations.AddConstraint(
            model_name='agreementreview',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='agreement_review_says_what_came_of_it', violation_error_message='Say what the review found.'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.UniqueConstraint(fields=('agreement', 'label'), name='agreement_version_label_once', violation_error_message='This agreement has a version of that name.'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.UniqueConstraint(fields=('agreement', 'starts_on'), name='agreement_version_start_once', violation_error_message='Another version is in force from that day.'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published'])), name='agreement_version_state'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='agreement_version_term_in_order', violation_error_message='The version ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('file', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='agreement_version_has_document', violation_error_message='Give the document or its address before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='agreementversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('sha256', '')), models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='agreement_version_fingerprint'),
        ),
        migrations.AddConstraint(
            model_name='cappedrole',
            constraint=models.UniqueConstraint(fields=('agreement', 'name'), name='capped_role_once', violation_error_message='This agreement has a role of that name.'),
        ),
        migrations.AddConstraint(
            model_name='paycap',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='pay_cap_amount', violation_error_message='Give an amount of more than nothing.'),
        ),
        migrations.AddConstraint(
            model_name='paycap',
            constraint=models.CheckConstraint(condition=models.Q(('per__in', ['hour', 'day'])), name='pay_cap_per'),
        ),
        migrations.AddConstraint(
            model_name='paycap',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='pay_cap_term_in_order', violation_error_message='The cap ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='paycap',
            constraint=models.UniqueConstraint(fields=('role', 'starts_on'), name='pay_cap_start_once', violation_error_message='This role has a cap from that day; change that one.'),
        ),
        migrations.AddConstraint(
            model_name='protocol',
            constraint=models.UniqueConstraint(fields=('agreement', 'number'), name='protocol_number_once', violation_error_message='This agreement has a protocol of that number.'),
        ),
        migrations.AddConstraint(
            model_name='protocol',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('effective_from__lte', models.F('ends_on')), _connector='OR'), name='protocol_term_in_order', violation_error_message='The protocol ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='standingexception',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='standing_exception_says_something'),
        ),
        migrations.AddConstraint(
            model_name='protocolstanding',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['not_asked', 'pledged', 'live', 'left'])), name='standing_state'),
        ),
        migrations.AddConstraint(
            model_name='protocolstanding',
            constraint=models.UniqueConstraint(condition=models.Q(('struck_out_at__isnull', True)), fields=('protocol', 'authority', 'effective_on'), name='standing_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='protocolstanding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('struck_out_at__isnull', True), ('struck_out_why', '')), models.Q(('struck_out_at__isnull', False), models.Q(('struck_out_why', ''), _negated=True)), _connector='OR'), name='standing_struck_out_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='signatureentry',
            constraint=models.UniqueConstraint(fields=('version', 'authority', 'role', 'turn'), name='signature_turn_once'),
        ),
        migrations.AddConstraint(
            model_name='signatureentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'signed'), ('turn__in', range(1, 100, 2))), models.Q(('act__in', ('withdrew', 'struck_out')), ('turn__in', range(2, 101, 2))), _connector='OR'), name='signature_turns_alternate'),
        ),
        migrations.AddConstraint(
            model_name='signatureentry',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['dcs', 'chief_executive', 'lead_member'])), name='signature_role'),
        ),
        migrations.AddConstraint(
            model_name='signatureentry',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['site', 'paper'])), name='signature_way'),
        ),
        migrations.AddConstraint(
            model_name='signatureentry',
            constraint=models.CheckConstraint(condition=models.Q(('act', 'signed'), models.Q(('why', ''), _negated=True), _connector='OR'), name='signature_ends_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='signatureentry',
            constraint=models.CheckConstraint(condition=models.Q(('way', 'paper'), models.Q(('act', 'signed'), _negated=True), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='signature_of_a_document'),
        ),
        migrations.RunPython(guard, unguard),
    ]
