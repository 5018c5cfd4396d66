"""The projects of a call by what their experts say."""
