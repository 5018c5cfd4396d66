"""Rows that must not go while something comes to hang on them."""

from django.db import connection, models


def hold(row: models.Model) -> bool:
    """Keep `row` from being removed until the transaction ends; others may hold it too. False: it is gone already.

    SQLite has one writer at a time and needs no lock.
    """
    table, key = (connection.ops.quote_name(name) for name in (row._meta.db_table, row._meta.pk.column))
    lock = "FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE {key} = %s {lock}", [row.pk])
        return cursor.fetchone() is not None
