"""What each database indexes the words of an entry by, and wordings that mean the same.

SQLite: an FTS5 table that reads its text from the entries and is kept by triggers, so no write
can pass it by. PostgreSQL: generated columns. Accents are folded on both.

A later migration that alters the entries on SQLite makes the table anew, without its triggers and
without the index that covers what is read of matches: it must end with `index_words`. `tests/search`
fails when it does not.
"""

from django.db import migrations

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
SQLITE_BACK = [
    "DROP TRIGGER search_words_insert",
    "DROP TRIGGER search_words_delete",
    "DROP TRIGGER search_words_update",
    "DROP TABLE search_words",
    "DROP INDEX search_narrow",
]

ACCENTED = "ÀÁÂÃÄÅàáâãäåÇçÈÉÊËèéêëÌÍÎÏìíîïÑñÒÓÔÕÖòóôõöÙÚÛÜùúûüÝýÿŴŵŶŷ"
PLAIN = "AAAAAAaaaaaaCcEEEEeeeeIIIIiiiiNnOOOOOoooooUUUUuuuuYyyWwYy"


def weighted(column: str, weight: str) -> str:
    """Words are runs of letters and digits, as on SQLite: no hosts, numbers with points, hyphens."""
    # Looking is five times as fast as translating, and most texts have no accents.
    folded = (
        f"CASE WHEN {column} ~ '[{ACCENTED}]' "
        f"THEN translate({column}, '{ACCENTED}', '{PLAIN}') ELSE {column} END"
    )
    parted = f"regexp_replace({folded}, '[^[:alnum:]]+', ' ', 'g')"
    return f"setweight(to_tsvector('english', {parted}), '{weight}')"


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


def add_meanings(apps, schema_editor):
    Meaning = apps.get_model("search", "Meaning")
    Meaning.objects.bulk_create(
        Meaning(name=name, wordings="\n".join(each.strip() for each in wordings.split("|")))
        for name, wordings in MEANINGS.items()
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
    replaces = [("search", "0002_words"), ("search", "0003_meanings_and_marks")]
    dependencies = [("search", "0001_tables")]
    operations = [
        migrations.RunPython(add_meanings, migrations.RunPython.noop),
        migrations.RunPython(index_words, drop_words),
    ]
