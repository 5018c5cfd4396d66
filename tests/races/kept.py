"""The database as it was, beside the one that is written: kept in a schema, put back table by table."""

from contextlib import contextmanager

from django.db import connection, transaction


def tables():
    """All tables there are."""
    return set(connection.introspection.table_names())


@contextmanager
def kept(schema):
    """What stands in the tables now is kept in `schema` meanwhile."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {quote(schema)}")
        for table in tables():
            cursor.execute(f"CREATE TABLE {quote(schema)}.{quote(table)} AS TABLE {quote(table)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {quote(schema)} CASCADE")


def put_back(schema, written):
    """The tables `written` hold again what `schema` keeps of them; foreign keys are checked once all of it is there."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table in written:
            cursor.execute(f"DELETE FROM {quote(table)}")
        for table in written:
            cursor.execute(f"INSERT INTO {quote(table)} SELECT * FROM {quote(schema)}.{quote(table)}")
