"""The rows of the permission matrix, a file for each app; write yours beside its URLs."""

from tests.permissions.rows import accounts, customers, django_admin, tickets

ROWS = [*accounts.ROWS, *customers.ROWS, *tickets.ROWS]
WILDCARDS = [*accounts.WILDCARDS, *django_admin.WILDCARDS]
