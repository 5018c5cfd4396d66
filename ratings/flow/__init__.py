"""How branches moved between two rounds."""
