"""What stands between a request and a page: who may enter, which day is asked about, where a figure is explained."""
