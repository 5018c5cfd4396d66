"""Who may open which of the site's own addresses."""

from tests.access.rows import EVERYONE, AccessRow

PAGES = {"healthz": AccessRow(EVERYONE)}
FORMS = {}
VERBS = {"set_language": AccessRow(EVERYONE, 302, data={"language": "en"}, read=302)}  # Django sends a reader back
