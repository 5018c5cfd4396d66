"""Every form that creates or changes, sent twice at the same moment on PostgreSQL."""
