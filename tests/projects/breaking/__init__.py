"""What nobody should send, and is sent: forged, twice, too late, too much."""
