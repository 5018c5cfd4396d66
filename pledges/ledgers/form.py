"""What a person chooses on a ledger of a campaign."""

from django import forms

from branches.ledgers.form import LedgerFilter


class CampaignLedgerFilter(LedgerFilter):
    """The campaign is chosen above; it stays."""

    campaign = forms.CharField(required=False, widget=forms.HiddenInput)
