"""One folding of typed text at every form (R33), however it comes to be."""

from django import forms
from django.urls import get_resolver, reverse

from accounts.forms import SignInForm
from tests.access.test_admin import names

TYPED, FOLDED = "\u3000１２\u200b\u3000文\xa0学院\ufeff ", "12 文 学院"
UNTYPED = (forms.HiddenInput, forms.PasswordInput)


def every(kind):
    """The classes below `kind`."""
    return {kind, *(further for one in kind.__subclasses__() for further in every(one))}


def typed(fields):
    """Those of the `fields` into which people write words."""
    return {
        name: field
        for name, field in fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field.widget, UNTYPED)
    }


def unfolded(fields):
    """The names of those that take what was typed otherwise than folded; addresses of pages hold no blanks."""
    return [
        name
        for name, field in typed(fields).items()
        if field.to_python("\u200bhttps://example.org/１") != "https://example.org/1"
        or not (isinstance(field, forms.URLField) or field.to_python(TYPED) == FOLDED)
    ]


def declared():
    """The forms of the site, by module and class; what a list is filtered by stores nothing."""
    assert get_resolver().url_patterns  # every view, and with it every form, is imported
    ours = {one for one in every(forms.BaseForm) if hasattr(one, "base_fields")}
    floors = ("accounts", "branches", "core", "pledges", "projects", "ratings", "reports")
    found = {f"{one.__module__}.{one.__qualname__}": one for one in ours if one.__module__.split(".")[0] in floors}
    return {name: one for name, one in found.items() if not issubclass(one, forms.ModelForm)}


def test_every_text_field_of_every_form_folds():
    found = declared()
    assert len(found) > 60
    assert sum(len(typed(one.base_fields)) for one in found.values()) > 90
    assert {name: wrong for name, one in found.items() if (wrong := unfolded(one.base_fields))} == {}


def test_every_text_field_of_the_admin_folds(world, client_of):
    pages = [("department", reverse("admin:branches_organisation_change", args=[world["0101"].pk]))]
    for name in names():
        if name.endswith("_add"):
            pages.append(("accounts" if "user" in name else "department", reverse(f"admin:{name}")))
    found = {}
    for who, url in pages:
        context = client_of(who).get(url).context
        found[url] = typed(context["adminform"].form.fields)
        for inline in context["inline_admin_formsets"]:
            found[url] |= typed(inline.formset.empty_form.fields)
    assert {name for fields in found.values() for name in fields} >= {"name", "username", "title", "reason", "code"}
    assert {url: wrong for url, fields in found.items() if (wrong := unfolded(fields))} == {}


def test_a_password_stays_as_it_was_typed_and_the_user_name_beside_it_is_folded():
    fields = SignInForm().fields
    assert fields["username"].to_python("ｕｎｉｔ\u200b-01\u3000") == "unit-01"
    assert fields["password"].to_python("\u3000１\u200b") == "\u3000１\u200b"
