"""Plans as those who make and review them see them: lists, the form, a page each, what is decided and reported."""
