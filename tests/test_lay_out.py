"""All tables of an app are created at once, as they would be one by one."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from alliance.lay_out import LayOut

SMALL_STEPS = {
    "actions": """
        0001_initial 0002_campaigns 0003_answers_by_programs 0004_replies 0005_grid_for_leads
        0006_recorded_at""",
    "api": "0001_tokens_and_webhooks",
    "audit": "0001_initial 0002_append_only",
    "bulletins": """
        0001_initial 0002_initial 0003_initial 0004_the_week_in_writing 0005_preflight_and_carrying
        0006_sent_at_publishing""",
    "delivery": """
        0001_calendar_entries 0002_days_that_begin_at_an_hour 0003_ends 0004_mailings 0005_lists
        0006_visits 0007_returns 0008_ledger 0009_begun""",
    "directory": """
        0001_initial 0002_acting_for 0003_looking_as 0004_people_list 0005_areas 0006_networks
        0007_chairs_may_be_admitted 0008_readings_by_support 0009_accounts
        0010_programs_in_the_security_log""",
    "editions": "0001_initial 0002_first 0003_since_when",
    "evidence": "0001_calls_for_evidence",
    "home": "0001_initial 0002_first_texts",
    "jobs": "0001_initial",
    "library": """
        0001_initial 0002_agreements 0003_papers_of_meetings 0004_kinds_and_versions 0005_documents
        0006_link_checks""",
    "links": "0001_initial",
    "mail": "0001_outbox",
    "pages": """
        0001_pages_and_ideas 0002_old_site 0003_told_meetings 0004_restricted_parts
        0005_replies_by_the_outbox 0006_told_from 0007_ideas_into_the_standing_call""",
    "search": "0001_initial 0002_words 0003_meanings_and_marks",
    "sources": "0001_initial",
}
"""Of November 2026, before all tables of an app were laid out at once."""
ID = ("id", models.BigAutoField(primary_key=True))


def two_that_name_one_another() -> LayOut:
    return LayOut(
        models=[
            CreateModel(
                "Hen", [ID, ("egg", models.ForeignKey("farm.Egg", models.CASCADE, null=True))]
            ),
            CreateModel(
                "Egg", [ID, ("hen", models.ForeignKey("farm.Hen", models.CASCADE, null=True))]
            ),
        ]
    )


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("farm_")}


@pytest.mark.django_db(transaction=True)
def test_models_that_name_one_another_are_created_and_taken_away() -> None:
    migration = Migration("0001_tables", "farm")
    migration.operations = [two_that_name_one_another()]
    before = ProjectState()
    with connection.schema_editor(atomic=True) as editor:
        after = migration.apply(before.clone(), editor)
    assert tables() == {"farm_hen", "farm_egg"}
    hen, egg = after.apps.get_model("farm", "Hen"), after.apps.get_model("farm", "Egg")
    laid = egg.objects.create(hen=hen.objects.create())
    assert hen.objects.get().egg_set.get() == laid

    laid.delete()
    with connection.schema_editor(atomic=True) as editor:
        migration.unapply(before.clone(), editor)
    assert tables() == set()


def test_a_state_that_was_drawn_before_is_drawn_anew() -> None:
    state = ProjectState()
    assert not list(state.apps.get_models())
    two_that_name_one_another().state_forwards("farm", state)
    assert {model._meta.model_name for model in state.apps.get_models()} == {"hen", "egg"}


def test_it_can_be_written_down() -> None:
    migration = Migration("0001_tables", "farm")
    migration.operations = [two_that_name_one_another()]
    text = MigrationWriter(migration, include_header=False).as_string()
    written: dict[str, type[Migration]] = {}
    exec(text, written)
    assert [model.name for model in written["Migration"].operations[0].models] == ["Hen", "Egg"]  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_took_the_small_steps_is_current() -> None:
    recorder = MigrationRecorder(connection)
    for app, steps in SMALL_STEPS.items():
        recorder.migration_qs.filter(app=app).delete()
        for step in steps.split():
            recorder.record_applied(app, step)
    loader = MigrationLoader(connection)
    there = {
        key
        for key, step in loader.disk_migrations.items()
        if key[0] in SMALL_STEPS and step.replaces
    }
    assert {app for app, _ in there} == set(SMALL_STEPS)
    assert there <= set(loader.applied_migrations)
    assert there <= set(loader.graph.nodes)  # what is there in part only would silently be left out
