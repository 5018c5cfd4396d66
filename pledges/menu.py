"""The pages of plans in the menu."""

from django.utils.translation import gettext_lazy as _

from core.choices import READERS
from core.web.menu import RAISING, MenuEntry, register

register(
    RAISING,
    MenuEntry(_("Plans"), "pledges:plans", "journal-check", READERS),
    MenuEntry(_("Measures"), "pledges:measures", "list-check", READERS),
    MenuEntry(_("Showcase"), "pledges:showcase_entries", "trophy", READERS),
)
