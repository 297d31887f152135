import django.db.models.deletion
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('home', '0001_initial'),
    ]

    dependencies = [
        ('directory', '0002_tables'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                        ('kind', models.CharField(choices=[('privacy', 'Privacy notice'), ('accessibility', 'Accessibility statement'), ('cookies', 'Cookies')], editable=False, max_length=13, unique=True)),
                        ('body', models.TextField(help_text='Who runs this site answers for what stands here.', verbose_name='text')),
                        ('adopted_on', models.DateField(blank=True, help_text='Until a day stands here, readers are told that the text came with the software.', null=True, verbose_name='checked and adopted on')),
                    ],
                    options={
                        'ordering': ['kind'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['privacy', 'accessibility', 'cookies'])), name='notice_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='ProblemReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('page', models.CharField(blank=True, editable=False, max_length=300, verbose_name='address of the page')),
                        ('words', models.TextField(editable=False, max_length=4000, verbose_name='what is wrong')),
                        ('email', models.EmailField(blank=True, editable=False, max_length=254, verbose_name='to be answered at')),
                        ('state', models.CharField(choices=[('new', 'New'), ('done', 'Dealt with')], default='new', max_length=4)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('told_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-made_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['new', 'done'])), name='problem_state')],
                    },
                ),
            ],
        ),
    ]
