"""What stands in the tables, taken once and put back for every test: a statement a table instead of hundreds."""

from django.apps import apps
from django.conf import settings
from django.db import connection


def take():
    """The rows of all own tables that hold any: {table: (columns, rows)}, values as the driver gives them."""
    models = (model for label in settings.PROJECT_APPS for model in apps.get_app_config(label).get_models())
    taken = {}
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in models):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
            if rows:
                taken[table] = (columns, rows)
    return taken


def put_back(taken):
    """Insert what `take` took. Keys stay; a sequence of PostgreSQL is past them, since it is never rolled back."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (columns, rows) in taken.items():
            names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)
