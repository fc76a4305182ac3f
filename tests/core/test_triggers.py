"""The trail and the replaced texts are never rewritten: not in Python, in SQL or by migrating."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, models, transaction

from accounts.models import AccountEvent
from core import triggers
from core.refusals import AppendOnly
from customers.models import CustomerEvent
from mail.models import BlockedSender, MailEvent
from tests.snapshot import nothing_written
from tickets.models import Revision, TicketEvent

pytestmark = pytest.mark.django_db
GUARDED = {
    "accounts_accountevent": AccountEvent,
    "customers_customerevent": CustomerEvent,
    "mail_mailevent": MailEvent,
    "tickets_revision": Revision,
    "tickets_ticketevent": TicketEvent,
}
REWRITES = {
    "sqlite": [
        'UPDATE "{table}" SET id = id',
        'UPDATE "{table}" SET id = id + 1000',
        'UPDATE OR IGNORE "{table}" SET id = id + 1000',
        'UPDATE OR REPLACE "{table}" SET id = 1',
        'DELETE FROM "{table}"',
        'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"',
        'REPLACE INTO "{table}" SELECT * FROM "{table}"',
        'INSERT INTO "{table}" SELECT * FROM "{table}" WHERE true '
        "ON CONFLICT (id) DO UPDATE SET id = excluded.id",
    ],
    "postgresql": [
        'UPDATE "{table}" SET id = id',
        'DELETE FROM "{table}"',
        'TRUNCATE "{table}" CASCADE',
        'TRUNCATE "{table}" RESTART IDENTITY CASCADE',
        'INSERT INTO "{table}" SELECT * FROM "{table}" '
        "ON CONFLICT (id) DO UPDATE SET id = excluded.id",
        'MERGE INTO "{table}" a USING "{table}" b ON a.id = b.id WHEN MATCHED THEN DELETE',
    ],
}
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite remakes tables")
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="only of PostgreSQL")


@pytest.fixture
def trail(ticket, maria, lisa):
    """One row at least in every append-only table."""
    ticket.edit(subject="Other", by=maria)
    maria.record("exported", by=lisa)
    sender = BlockedSender.objects.create(key="@spam.example", created_by=lisa)
    MailEvent.objects.create(kind="blocked", by=lisa, sender=sender)
    connection.check_constraints()  # now, or PostgreSQL refuses to touch the tables for that reason


def run(statement):
    """Run SQL as somebody with a database shell would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def complaint():
    """Return what `manage.py check --database default` says, "" if nothing."""
    try:
        call_command("check", databases=["default"], stdout=StringIO(), stderr=StringIO())
    except SystemCheckError as error:
        return str(error)
    return ""


def test_these_tables_are_guarded_after_all_migrations():
    assert triggers.append_only_tables() == sorted(GUARDED)
    wanted = {(t, n) for t in GUARDED for n in triggers.trigger_names(connection, t)}
    assert wanted == triggers.present(connection)
    assert len(wanted) == 5 * (3 if connection.vendor == "postgresql" else 2)
    assert complaint() == ""


@pytest.mark.parametrize("statement", REWRITES[connection.vendor])
@pytest.mark.parametrize("table", GUARDED)
def test_sql_that_rewrites_is_refused(trail, table, statement):
    with nothing_written(), pytest.raises(IntegrityError, match=f"{table} is append-only"):
        run(statement.format(table=table))


@pytest.mark.parametrize("model", GUARDED.values(), ids=GUARDED)
def test_python_refuses_before_the_database_must(trail, model):
    row = model.objects.first()
    for attempt in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(by=None),
        lambda: model.objects.filter(pk=row.pk).bulk_update([row], ["by"]),
        lambda: model.objects.update_or_create(pk=row.pk, defaults={"by": None}),
    ):
        with nothing_written(), pytest.raises(AppendOnly):
            attempt()


@pytest.mark.parametrize("model", GUARDED.values(), ids=GUARDED)
def test_what_goes_round_python_meets_the_database(trail, model):
    row = model.objects.first()
    for attempt in (
        lambda: model._base_manager.update(by=None),
        lambda: model._base_manager.filter(pk=row.pk)._raw_delete("default"),
        lambda: models.Model.save_base(row, force_update=True),
        lambda: model.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["id"], update_fields=["by"]
        ),
    ):
        with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_an_event_that_exists_is_not_saved_over(trail):
    event = TicketEvent.objects.first()
    copy = TicketEvent(pk=event.pk, ticket=event.ticket, kind="rewritten")
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_what_the_trail_is_about_is_not_deleted(trail, ticket, maria, sarah, acme):
    ticket.add_note("Words", by=maria)
    for row in (ticket, maria, sarah, acme, ticket.notes.get()):
        with nothing_written(), pytest.raises(models.ProtectedError):
            row.delete()


@pytest.mark.parametrize("table", GUARDED)
def test_a_missing_guard_is_named_and_installed_again(trail, table):
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    for name in triggers.trigger_names(connection, table):
        run(f'DROP TRIGGER "{name}"{on_table}')
    assert triggers.missing(connection) == sorted(triggers.trigger_names(connection, table))
    words = complaint()
    for name in triggers.trigger_names(connection, table):
        assert f"the trigger {name} is missing" in words
    assert "manage.py triggers" in words
    out = StringIO()
    call_command("triggers", stdout=out)
    assert set(triggers.trigger_names(connection, table)) < set(out.getvalue().split())
    assert (triggers.missing(connection), complaint()) == ([], "")
    with pytest.raises(IntegrityError, match="is append-only"):
        run(f'DELETE FROM "{table}"')


@on_postgres
def test_a_guard_that_is_switched_off_counts_as_missing():
    run('ALTER TABLE "tickets_ticketevent" DISABLE TRIGGER "tickets_ticketevent_no_delete"')
    assert triggers.missing(connection) == ["tickets_ticketevent_no_delete"]
    call_command("triggers", stdout=StringIO())
    assert triggers.missing(connection) == []


def alter(model, name, field):
    """Alter a field as a migration does, and return the new field."""
    field.set_attributes_from_name(name)
    field.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, model._meta.get_field(name), field)
    return field


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("direction", ["database_forwards", "database_backwards"])
def test_a_migration_that_remakes_a_table_puts_the_guards_back(trail, direction):
    try:
        alter(TicketEvent, "kind", models.CharField(max_length=41))
        names = triggers.trigger_names(connection, "tickets_ticketevent")
        assert triggers.missing(connection) == sorted(names), "else ReinstallTriggers is not needed"
        with connection.schema_editor() as editor:
            getattr(triggers.ReinstallTriggers(), direction)("tickets", editor, None, None)
        assert triggers.missing(connection) == []
        with pytest.raises(IntegrityError, match="is append-only"):
            run('DELETE FROM "tickets_ticketevent"')
    finally:
        alter(TicketEvent, "kind", models.CharField(max_length=40))
        triggers.install(connection)


def test_every_migration_of_a_guarded_table_ends_with_them_and_begins_for_the_way_back():
    from django.db.migrations.loader import MigrationLoader

    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        touched = {
            f"{app}_{getattr(step, 'model_name', getattr(step, 'name', ''))}".lower()
            for step in migration.operations
        }
        if touched & GUARDED.keys():
            first, last = migration.operations[0], migration.operations[-1]
            assert isinstance(last, triggers.ReinstallTriggers), name
            assert migration.initial or isinstance(first, triggers.ReinstallTriggers), name
