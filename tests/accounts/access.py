"""Who may open which address of signing in and of one's own password."""

from tests.access.rows import EVERYONE, SIGNED_IN, AccessRow

PAGES = {"password_change_done": AccessRow(SIGNED_IN)}
FORMS = {
    "login": AccessRow(EVERYONE, but=dict.fromkeys((f"{letter}own" for letter in SIGNED_IN), 302)),
    "password_change": AccessRow(SIGNED_IN),
}
VERBS = {"logout": AccessRow(SIGNED_IN, 302)}
