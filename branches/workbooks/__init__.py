"""The roster workbook: base organisations and branches."""
