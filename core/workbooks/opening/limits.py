"""How much of a stranger's workbook is read, and the refusal of more."""

MEGABYTE = 2**20
MAX_MEMORY = 256 * MEGABYTE
MAX_CPU_SECONDS = 5
MAX_MEMBERS = 500
MAX_UNZIPPED = 128 * MEGABYTE
MAX_INDEX = 2 * MEGABYTE  # bytes of a list of parts
MAX_ANSWER = 48 * MEGABYTE
MAX_ROWS = 20_000
SPARE_ROWS = 100  # title lines and blank lines around the table
LAST_ROW = MAX_ROWS + 2 * SPARE_ROWS
MAX_COLUMNS = 100


class FileRefused(Exception):
    """The workbook is not read: a reason the parent has a sentence for, and the facts in it."""

    def __init__(self, reason, **facts):
        super().__init__(reason)
        self.answer = {"refused": reason, **facts}
