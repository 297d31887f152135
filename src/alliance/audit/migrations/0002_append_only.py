"""The database itself says no to whoever rewrites or removes a row of the audit trail.

The one thing it lets through is blanking: a text may become empty in a row that is marked as
erased, and a deleted account's id may become null. So the way for a person's right to erasure
needs no switch that could be left open.

A later migration that alters this table on SQLite makes the table anew, without its triggers:
it must end with `guard`. `tests/audit` fails when it does not.
"""

from django.db import migrations

KEPT = ["id", "at", "verb", "content_type_id", "object_id"]
BLANK = {"actor_label": "''", "acting_for": "''", "object_label": "''", "reason": "''"}
SENTENCE = "The audit trail is only ever added to."


def only_blanked(same: str, empty: str) -> str:
    """SQL that is true when NEW differs from OLD by blanking alone; `same` is null-safe =."""
    blank = BLANK | {"changes": empty}
    kept = [f"NEW.{name} {same} OLD.{name}" for name in KEPT]
    kept.append(f"(NEW.actor_id {same} OLD.actor_id OR NEW.actor_id IS NULL)")
    kept.append(f"(NEW.erased_at {same} OLD.erased_at OR OLD.erased_at IS NULL)")
    unchanged = " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in blank)
    blanked = " AND ".join(
        f"(NEW.{name} {same} OLD.{name} OR NEW.{name} = {nothing})"
        for name, nothing in blank.items()
    )
    kept.append(f"(({unchanged}) OR (NEW.erased_at IS NOT NULL AND {blanked}))")
    return " AND ".join(kept)


SQLITE = [
    f"""CREATE TRIGGER audit_never_removed BEFORE DELETE ON audit_auditevent
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END""",
    f"""CREATE TRIGGER audit_only_blanked BEFORE UPDATE ON audit_auditevent
    WHEN NOT ({only_blanked("IS", "'{}'")})
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER audit_never_removed BEFORE DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    f"""CREATE TRIGGER audit_only_blanked BEFORE UPDATE ON audit_auditevent
    FOR EACH ROW WHEN (NOT ({only_blanked("IS NOT DISTINCT FROM", "'{}'::jsonb")}))
    EXECUTE FUNCTION audit_refuse()""",
]
UNGUARD = {
    "sqlite": ["DROP TRIGGER audit_never_removed", "DROP TRIGGER audit_only_blanked"],
    "postgresql": ["DROP FUNCTION audit_refuse() CASCADE"],
}


def guard(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in UNGUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables")]
    operations = [migrations.RunPython(guard, unguard)]
