"""The whole helpdesk in one archive, and back: `manage.py backup` and `manage.py restore`.

It knows no model by name: what the apps store is asked of Django, so that a new table or a new
kind of file is in the next archive without a line here.
"""
