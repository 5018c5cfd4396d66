"""No form is left out: the table of URLs says which there are (what pages show besides: `test_every_page`)."""

from tests.access.test_admin import names
from tests.access.test_matrix import FORMS, VERBS
from tests.browser.forms import filled

OF_THE_ADMIN = ("_add", "_change", "_do", "_leaving")  # what else stands there is read, or leads to a page of the site


def test_every_url_that_takes_a_form_is_filled_in():
    taken = {*FORMS, *VERBS, *(f"admin:{name}" for name in names() if name.endswith(OF_THE_ADMIN))}
    taken.discard("admin:password_change")
    assert {name for method, name in filled() if method == "post"} == taken
