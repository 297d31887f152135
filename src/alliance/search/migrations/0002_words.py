"""What each database indexes the words of an entry by.

SQLite: an FTS5 table that reads its text from the entries and is kept by triggers, so no write
can pass it by. PostgreSQL: a generated column. Accents are folded on both.

A later migration that alters the entries on SQLite makes the table anew, without its triggers:
it must end with `index_words`. `tests/search` fails when it does not.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE search_words USING fts5(
        title, body, content='search_searchentry', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3 4')""",
    """CREATE TRIGGER search_words_insert AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_words(rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body); END""",
    """CREATE TRIGGER search_words_delete AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_words(search_words, rowid, title, body)
        VALUES ('delete', OLD.id, OLD.title, OLD.body); END""",
    """CREATE TRIGGER search_words_update AFTER UPDATE OF title, body ON search_searchentry BEGIN
        INSERT INTO search_words(search_words, rowid, title, body)
        VALUES ('delete', OLD.id, OLD.title, OLD.body);
        INSERT INTO search_words(rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body); END""",
    # For entries that were there before (when this runs again after a table was made anew).
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER search_words_insert",
    "DROP TRIGGER search_words_delete",
    "DROP TRIGGER search_words_update",
    "DROP TABLE search_words",
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


POSTGRESQL = [
    f"""ALTER TABLE search_searchentry ADD COLUMN words tsvector
    GENERATED ALWAYS AS ({weighted("title", "A")} || {weighted("body", "B")}) STORED""",
    "CREATE INDEX search_words ON search_searchentry USING gin (words)",
]
POSTGRESQL_BACK = ["ALTER TABLE search_searchentry DROP COLUMN words"]


def index_words(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_words(apps, schema_editor):
    statements = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(index_words, drop_words)]
