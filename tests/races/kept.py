"""The database as it was, beside the one that is written: kept in a schema, put back table by table."""

from contextlib import contextmanager

from django.db import connection, transaction

BESIDE = {
    "postgresql": ("CREATE SCHEMA {}", "DROP SCHEMA {} CASCADE"),
    "sqlite": ("ATTACH DATABASE ':memory:' AS {}", "DETACH DATABASE {}"),
}


def tables():
    """All tables there are."""
    return set(connection.introspection.table_names())


@contextmanager
def kept(schema):
    """What stands in the tables now is kept in `schema` meanwhile; on SQLite that is a database in memory."""
    quote = connection.ops.quote_name
    begin, end = BESIDE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(begin.format(quote(schema)))
        for table in tables():
            cursor.execute(f"CREATE TABLE {quote(schema)}.{quote(table)} AS SELECT * FROM {quote(table)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(end.format(quote(schema)))


def put_back(schema, written):
    """The tables `written` hold again what `schema` keeps of them; foreign keys are checked once all of it is there."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table in written:
            cursor.execute(f"DELETE FROM {quote(table)}")
        for table in written:
            cursor.execute(f"INSERT INTO {quote(table)} SELECT * FROM {quote(schema)}.{quote(table)}")
