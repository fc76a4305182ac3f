"""The rows of the permission matrix, a file for each app; write yours beside its URLs."""

from tests.permissions.rows import accounts, customers, django_admin, inbox, people, tickets

ROWS = [*accounts.ROWS, *customers.ROWS, *tickets.ROWS, *inbox.ROWS, *people.ROWS]
WILDCARDS = [*accounts.WILDCARDS, *django_admin.WILDCARDS]
