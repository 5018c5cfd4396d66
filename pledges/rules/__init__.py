"""What plans mean for the figures and duties: pure, dates and whole numbers in and out (R24–R27b)."""
