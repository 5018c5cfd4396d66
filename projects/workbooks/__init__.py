"""Projects as workbooks."""
