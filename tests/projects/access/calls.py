"""Who may open which address of calls. CALL is of the university, UNIT_CALL of unit 01, OTHER_CALL of unit 02, each a
draft of which only the host's page is read; PUBLISHED is of the university, with the attachment FILE."""
