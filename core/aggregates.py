"""What the database tells of a group besides its number."""

from django.db.models import Aggregate, CharField, Value


class Joined(Aggregate):
    """The values of a group as one text, a comma between them, in no particular order."""

    function, template = "STRING_AGG", "%(function)s(%(expressions)s)"
    output_field = CharField()

    def __init__(self, expression, **extra):
        super().__init__(expression, Value(","), **extra)

    def as_sqlite(self, compiler, connection, **context):
        """SQLite calls it by another name."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)
