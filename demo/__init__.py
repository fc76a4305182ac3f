"""Demo data: a believable month at a small helpdesk, lived through the verbs; and bulk."""
