"""The life-cycles of plans, twinnings and what else is decided here."""
