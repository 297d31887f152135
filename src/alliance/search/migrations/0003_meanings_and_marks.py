"""Wordings that mean the same, what entries say beside their text, and words as they are spelled.

The words of entries are indexed anew with these. Like 0002: a later migration that alters the
entries on SQLite makes the table anew, without triggers and without the index that covers what is
read of matches; it must end with `index_words` of this one. `tests/search` fails when it does not.
"""

from importlib import import_module

from django.db import migrations, models

from alliance.search.meanings import Lexicon, Named, words_in

before = import_module("alliance.search.migrations.0002_words")

COLUMNS = "title, body, facts, title_marks, body_marks"
OLD = ", ".join(f"OLD.{column}" for column in COLUMNS.split(", "))
NEW = ", ".join(f"NEW.{column}" for column in COLUMNS.split(", "))
TAKE_OUT = f"INSERT INTO search_words(search_words, rowid, {COLUMNS}) VALUES ('delete', OLD.id, {OLD});"
PUT_IN = f"INSERT INTO search_words(rowid, {COLUMNS}) VALUES (NEW.id, {NEW});"
SQLITE = [
    f"""CREATE VIRTUAL TABLE search_words USING fts5(
        {COLUMNS}, content='search_searchentry', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='3 4')""",
    f"CREATE TRIGGER search_words_insert AFTER INSERT ON search_searchentry BEGIN {PUT_IN} END",
    f"CREATE TRIGGER search_words_delete AFTER DELETE ON search_searchentry BEGIN {TAKE_OUT} END",
    f"""CREATE TRIGGER search_words_update AFTER UPDATE OF {COLUMNS} ON search_searchentry
        BEGIN {TAKE_OUT} {PUT_IN} END""",
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    # All that is read of thousands of matches, without their texts.
    """CREATE INDEX search_narrow ON search_searchentry
        (id, audience, kind, year, date, publisher, authority, topics, content_type_id)""",
]
SQLITE_BACK = [*before.SQLITE_BACK, "DROP INDEX search_narrow"]

weighted = before.weighted
TITLE = f"{weighted('title', 'A')} || {weighted('title_marks', 'A')}"
REST = f"{weighted('body', 'B')} || {weighted('body_marks', 'B')} || {weighted('facts', 'C')}"
POSTGRESQL = [
    # Texts lie outside the rows, so that thousands of rows are few pages.
    "ALTER TABLE search_searchentry SET (toast_tuple_target = 256)",
    "ALTER TABLE search_searchentry ALTER COLUMN body SET STORAGE EXTERNAL",
    f"""ALTER TABLE search_searchentry
        ADD COLUMN title_words tsvector GENERATED ALWAYS AS ({TITLE}) STORED,
        ADD COLUMN words tsvector GENERATED ALWAYS AS ({TITLE} || {REST}) STORED""",
    "ALTER TABLE search_searchentry ALTER COLUMN words SET STORAGE EXTERNAL",
    "CREATE INDEX search_words ON search_searchentry USING gin (words)",
    "CREATE INDEX search_title_words ON search_searchentry USING gin (title_words)",
]
POSTGRESQL_BACK = [
    "ALTER TABLE search_searchentry DROP COLUMN words, DROP COLUMN title_words",
    "ALTER TABLE search_searchentry RESET (toast_tuple_target)",
    "ALTER TABLE search_searchentry ALTER COLUMN body SET STORAGE EXTENDED",
]

# What the field calls by several names. A default: editors change it in the editors' area.
MEANINGS = {
    "Child in care": "LAC | CLA | CiC | looked-after child | looked-after children | looked after | "
    "looked-after young people | child looked after | children looked after | child in care | "
    "children in care | young people in care | young person in care | in care",
    "Care leaver": "care leaver | care-experienced | care experienced young people | leaving care",
    "Education, health and care plan": "EHCP | EHC plan | education, health and care plan | "
    "education health care plan",
    "Special educational needs": "SEND | SEN | special educational need | special educational "
    "needs and disabilities | special educational needs and disability",
    "Unaccompanied child": "UASC | unaccompanied asylum-seeking child | unaccompanied "
    "asylum-seeking children | unaccompanied child | unaccompanied children | unaccompanied minor | "
    "unaccompanied young person | unaccompanied young people",
    "Director of children’s services": "DCS | DCSs | director of children’s services | "
    "directors of children’s services | director of children services | "
    "directors of children services",
    "Lead member": "LMCS | lead member | lead member for children’s services",
    "Principal social worker": "PSW | principal social worker",
    "Independent reviewing officer": "IRO | independent reviewing officer",
    "Local authority designated officer": "LADO | local authority designated officer",
    "Multi-agency safeguarding hub": "MASH | multi-agency safeguarding hub | multiagency "
    "safeguarding hub",
    "Children missing education": "CME | child missing education | children missing education | "
    "children missing from education | child missing from education",
    "Elective home education": "EHE | elective home education | electively home educated | "
    "home education | home educated",
    "Not in education, employment or training": "NEET | not in education, employment or training | "
    "not in employment, education or training",
    "Special guardianship order": "SGO | special guardianship order | special guardianship | "
    "special guardian",
    "Child in need": "CiN | child in need | children in need",
    "Child protection": "CP | CPP | child protection | child protection plan",
    "Deprivation of liberty": "DoL | DoLS | deprivation of liberty | deprivation of liberty "
    "safeguards | liberty protection safeguards | LPS",
    "Public law outline": "PLO | public law outline",
    "Joint targeted area inspection": "JTAI | joint targeted area inspection",
    "Inspection of local authority children’s services": "ILACS | inspection of local authority "
    "children’s services",
    "Alternative provision": "AP | alternative provision",
    "Self-evaluation": "SEF | self-evaluation | self-assessment | self evaluation form",
    "Written statement of action": "WSoA | written statement of action",
    "Memorandum of co-operation": "MoC | memorandum of co-operation | memorandum of cooperation",
    "Memorandum of understanding": "MoU | memorandum of understanding | memoranda of understanding",
    "Regional improvement and innovation alliance": "RIIA | regional improvement and innovation "
    "alliance",
    "Sector-led improvement": "SLI | sector-led improvement",
    "Speech, language and communication needs": "SLCN | speech, language and communication need | "
    "speech and language",
    "Mental health services": "CAMHS | child and adolescent mental health services | child and "
    "adolescent mental health service",
    "Safeguarding partnership": "LSCP | local safeguarding children partnership | safeguarding "
    "children partnership",
    "Child sexual exploitation": "CSE | child sexual exploitation",
    "Regional care co-operative": "RCC | regional care co-operative | regional care cooperative",
    "Regional adoption agency": "RAA | regional adoption agency | regional adoption agencies",
    "Independent fostering agency": "IFA | independent fostering agency | independent fostering "
    "agencies",
    "Strengths and difficulties questionnaire": "SDQ | strengths and difficulties questionnaire",
    "SSDA903": "SSDA903 | 903 return | SSDA 903 | children looked after return",
    "Department for Education": "DfE | Department for Education",
    "Department of Health and Social Care": "DHSC | Department of Health and Social Care",
    "Association of Directors of Children’s Services": "ADCS | Association of Directors of "
    "Children’s Services",
    "Local Government Association": "LGA | Local Government Association",
    "National Audit Office": "NAO | National Audit Office",
    "Step across": "step across | step-across",
    "Step down": "step down | step-down | stepdown",
    "Short break": "short break | respite | respite care",
}

FACTS = ("kind", "publisher", "authority")
AT_ONCE = 500


def drop_old_words(apps, schema_editor):
    before.drop_words(apps, schema_editor)


def put_back_old_words(apps, schema_editor):
    before.index_words(apps, schema_editor)


def add_meanings(apps, schema_editor):
    Meaning = apps.get_model("search", "Meaning")
    Meaning.objects.bulk_create(
        Meaning(name=name, wordings="\n".join(each.strip() for each in wordings.split("|")))
        for name, wordings in MEANINGS.items()
    )


def fill(apps, schema_editor):
    """What entries that are there already say beside their text; what it means; its words."""
    Meaning, Entry, Topic, Word = (
        apps.get_model("search", name)
        for name in ("Meaning", "SearchEntry", "SearchTopic", "SearchWord")
    )
    lexicon = Lexicon(
        Named(pk, wordings.splitlines())
        for pk, wordings in Meaning.objects.order_by("pk").values_list("pk", "wordings")
    )
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    words = set()
    for begin in range(0, len(ids), AT_ONCE):
        entries = Entry.objects.filter(pk__in=ids[begin : begin + AT_ONCE])
        topics = {}
        for topic in Topic.objects.filter(entry__in=entries):
            topics.setdefault(topic.entry_id, []).append(topic.topic)
        for entry in entries:
            entry.topics = "".join(f"\n{topic}" for topic in topics.get(entry.pk, []))
            entry.topics += "\n" if entry.topics else ""
            said = [getattr(entry, name) for name in FACTS] + topics.get(entry.pk, [])
            if entry.date:
                said.append(f"{entry.date.day} {entry.date:%B %Y}")
            entry.facts = ". ".join(fact for fact in said if fact)
            entry.title_marks = lexicon.marks_in(entry.title)
            entry.body_marks = lexicon.marks_in(f"{entry.body}\n{entry.facts}")
            for text in (entry.title, entry.body, entry.facts):
                words.update((entry.audience, word) for word in words_in(text))
        Entry.objects.bulk_update(entries, ["topics", "facts", "title_marks", "body_marks"])
    Word.objects.bulk_create(
        (
            Word(audience=audience, word=word, backwards=word[::-1])
            for audience, word in sorted(words)
        ),
        batch_size=2000,
    )


def index_words(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_words(apps, schema_editor):
    statements = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words")]
    operations = [
        migrations.RunPython(drop_old_words, put_back_old_words),
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
        migrations.AlterField(  # an entry's own topics take the name
            model_name='searchtopic',
            name='entry',
            field=models.ForeignKey(on_delete=models.CASCADE, related_name='+', to='search.searchentry'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='topics',
            field=models.TextField(blank=True, editable=False, help_text='One a line, with a line’s end before the first and after the last.'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='body_marks',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='facts',
            field=models.TextField(blank=True, editable=False, help_text='Kind, publisher, topics and day, in words.'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='title_marks',
            field=models.TextField(blank=True, editable=False, help_text='Of the meanings that the title speaks of.'),
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
        migrations.RunPython(add_meanings, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.DeleteModel(name='SearchTopic'),
        migrations.RunPython(index_words, drop_words),
    ]
