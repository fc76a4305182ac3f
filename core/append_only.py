"""Tables that only grow: Python refuses first, a trigger (`core.triggers`) last."""

from typing import Any, NoReturn

from django.db import models

from core.refusals import AppendOnly


class AppendOnlyQuerySet(models.QuerySet):
    """A queryset that reads and adds, and refuses to rewrite. Raises `AppendOnly`."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly(f"{self.model._meta.verbose_name}: nothing of it is ever changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly(f"{self.model._meta.verbose_name}: nothing of it is ever deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        self.update()


class AppendOnlyModel(models.Model):
    """A row that is written once.

    Raises `AppendOnly` on a second `save`, on `delete`, and on the queryset's `update`, `delete`
    and `bulk_update`. `core.triggers` finds the tables by `append_only`.
    """

    append_only = True
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly(f"{self._meta.verbose_name}: nothing of it is ever changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(f"{self._meta.verbose_name}: nothing of it is ever deleted.")
