"""Rows of a higher app, reached from the model that they point to.

A page of a lower app may show them (a customer's page shows tickets), but it never imports upwards.
"""

from typing import Any

from django.db.models import Model


def rows_of(model: type[Model], name: str) -> Any:
    """Return the default manager of the rows that point to `model` under the related name `name`.

    `rows_of(Customer, "tickets").visible_to(user)` are the tickets of all customers.
    """
    related: Any = model._meta.get_field(name).related_model
    return related.objects
