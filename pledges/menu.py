"""The pages of plans in the menu."""

from django.utils.translation import gettext_lazy as _

from core.choices import READERS, Role
from core.web.menu import RAISING, MenuEntry, register

register(
    RAISING,
    MenuEntry(_("Plans"), "pledges:plans", "journal-check", READERS),
    MenuEntry(_("Measures"), "pledges:measures", "list-check", READERS),
    MenuEntry(_("Benchmarks"), "pledges:benchmarks", "bullseye", READERS),
    MenuEntry(_("Twinnings"), "pledges:twinnings", "link-45deg", READERS),
    MenuEntry(_("Review meetings"), "pledges:meetings", "megaphone", READERS),
    MenuEntry(_("Showcase"), "pledges:showcase_entries", "trophy", READERS),
    MenuEntry(_("Duties"), "pledges:duties", "clipboard-check", (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)),
)
