"""The database itself says no to whoever rewrites what was signed.

What somebody signed, or how an authority stood, is never rewritten: triggers say so on both
databases. A deleted account or person may become null, a signer's name and scan may be blanked when
they are due for erasure, and a standing may be struck out once. A later migration that alters one of
these tables on SQLite makes it anew, without its triggers: it must end with `guard`. A test fails when
it does not.
"""

from django.db import migrations

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
    replaces = [("library", "0002_agreements")]
    dependencies = [("library", "0001_tables")]
    operations = [migrations.RunPython(guard, unguard)]
