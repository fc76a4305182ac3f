"""Demo data: a believable month at a small helpdesk, made through the verbs of the models."""
