"""What a person chooses on the target board: all of it stands in the address."""

from collections import defaultdict

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, LineField
from ratings.choices import BOARD_STATES
from ratings.rules.progress import due_next
from reports.board.columns import BY_KEY, COLUMNS, DECISIVE, FEW_TARGETS, WORST_FIRST

ALL = "all"


class BoardFilter(forms.Form):
    """Day, text, state and columns; what cannot be understood counts as not chosen."""

    on = DateField(label=_("As of"), required=False)
    q = LineField(label=_("Code, name or pinyin initials"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *BOARD_STATES.items()])
    campaign = forms.CharField(required=False, widget=forms.HiddenInput)  # chosen above the filter
    show = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        required=False,
        choices=[(column.key, column.label) for column in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_valid()

    @property
    def text(self):
        return self.cleaned_data.get("q", "")

    @property
    def wanted_state(self):
        return self.cleaned_data.get("state", "")

    @property
    def by_figures(self):
        """Whether figures decide which rows come first, so that every unit must be looked at before."""
        return bool(self.wanted_state) or self.cleaned_data.get("sort", "") not in ("", "name", "-name")

    def chosen_columns(self, targets):
        """The columns to show of `targets`, in the order of the board; unless some were chosen all of them, of many
        targets those that decide."""
        keys = self.cleaned_data.get("columns") or (BY_KEY if len(targets) <= FEW_TARGETS else DECISIVE)
        return [column for column in COLUMNS if column.key in keys]

    def shown(self, targets, on):
        """The targets to show: those of the deadline asked for, of all, or of the nearest open one (else the last)."""
        asked = self.cleaned_data.get("show", "")
        if asked == ALL:
            return targets
        named = (target.deadline for target in targets if target.deadline.isoformat() == asked)
        day = next(named, due_next(on, targets))
        return [target for target in targets if target.deadline == day]


class BoardOrder:
    """How rows are sorted: `?sort=-gap`, `?sort=name`, `?sort=-ordinary-1.risen`; unknown ones count as not given."""

    def __init__(self, asked, targets, columns, fallback):
        self.keys = {"name": _by_name, "state": _by_state, "gap": _by_gap(targets)}
        self.keys |= {f"{t.code}.{c.key}": _by_figure(t, c) for t in targets for c in columns}
        self.asked = asked if asked.removeprefix("-") in self.keys else ""
        self.current = self.asked or fallback

    def aria(self, key):
        """The `aria-sort` of the column `key`, "" when rows are not sorted by it."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.current, "")

    def next(self, key):
        """What the heading of column `key` asks for: largest first, names from A on, then the other way round."""
        first = key if key in ("name", "state") else f"-{key}"
        other = f"-{key}" if first == key else key
        return other if self.current == first else first

    @property
    def fields(self):
        """What a figure must count for this order: a name of `progress.Figure`."""
        _code, _dot, key = self.current.removeprefix("-").partition(".")
        return [BY_KEY[key].figure] if key in BY_KEY else []

    def sorted(self, told, tied=None):
        """What stands in `told`, pairs of a row and the list of what it tells of, in order: by the row, then as given
        or by `tied`, a key; what does not apply comes last."""
        value, falling = self.keys[self.current.removeprefix("-")], self.current.startswith("-")
        found = defaultdict(list)
        for row, alike in told:
            found[value(row)] += alike
        known = sorted(found.keys() - {None}, reverse=falling)
        ordered = [found[value] for value in [*known, *({None} & found.keys())]]
        return [one for alike in ordered for one in (sorted(alike, key=tied) if tied else alike)]


def _by_name(_row):
    """Rows come in the order of their names."""
    return 0


def _by_state(row):
    return WORST_FIRST[row.state]


def _by_gap(targets):
    """Branches missing at the targets shown; None when none of them applies."""

    def gap(row):
        figures = [row.figures[target.code] for target in targets]
        return sum(figure.gap for figure in figures) if any(figure.cohort for figure in figures) else None

    return gap


def _by_figure(target, column):
    return lambda row: column.value(row, target)
