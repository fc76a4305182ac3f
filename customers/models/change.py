"""What customers and companies have in common: texts that fit, edits, and a trail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.refusals import NotAllowed, Refusal
from core.text import key_of, one_line, storable
from customers.models.event import CustomerEvent


class Changes:
    """A model whose plain fields (`editable`) are changed by `edit`, on record."""

    editable: tuple[str, ...] = ()
    # What the model has, or Django puts there.
    pk: Any
    _meta: Any
    objects: Any
    save: Any
    trail_links: Callable[[], dict[str, models.Model | None]]

    @transaction.atomic
    def edit(self, *, by: User | None, why: str = "", **fields: Any) -> CustomerEvent | None:
        """Change `fields`; return the event, or None if nothing changed.

        Raises TypeError for a field that is not `editable`, `Refusal` for a value that will not do.
        """
        row = self.held()
        old = {name: getattr(row, name) for name in fields}
        row.put(**fields)
        changes = {
            name: {"old": words(old[name]), "new": words(getattr(row, name))}
            for name in fields
            if old[name] != getattr(row, name)
        }
        if not changes:
            return None
        row.store()
        self.__dict__.update({k: v for k, v in row.__dict__.items() if k != "_state"})
        return self.record("edited", by=by, why=why, changes=changes)

    def held(self) -> Self:
        """Return this row as it is now, locked until the transaction ends."""
        rows = type(self).objects.select_for_update(of=("self",), no_key=True)
        return rows.get(pk=self.pk)

    def put(self, **fields: Any) -> None:
        """Put `fields` on this object, unsaved. Raises TypeError and `Refusal` as `edit` does."""
        if unknown := set(fields) - set(self.editable):
            raise TypeError(f"{type(self).__name__} has no {sorted(unknown)} to edit")
        for name, value in fields.items():
            fitting = self._fitting(name, value) if isinstance(value, str) else value
            setter = getattr(self, f"set_{name}", None)
            setter(fitting) if setter else setattr(self, name, fitting)

    def store(self) -> None:
        """Save this object."""
        self.save()

    def record(
        self, kind: str, *, by: User | None, why: str = "", changes: dict[str, Any] | None = None
    ) -> CustomerEvent:
        """Put one event about this row on the trail, and return it.

        Raises `NotAllowed` for somebody who no longer works here.
        """
        if by is not None and not by.is_active:
            raise NotAllowed(_("Only people who work here change customers."))
        links = self.trail_links()
        return CustomerEvent.objects.create(
            kind=kind, by=by, why=why, changes=changes or {}, **links
        )

    def _fitting(self, name: str, text: str) -> str:
        """Return `text` as the field keeps it. Raises `Refusal` where it does not fit."""
        field = self._meta.get_field(name)
        text = storable(text).strip() if isinstance(field, models.TextField) else one_line(text)
        longest = field.max_length
        if len(text) > longest or (name == "name" and len(key_of(text)) > longest):
            sizes = {"n": len(text), "max": longest}
            raise Refusal(_("This has %(n)d characters; the limit is %(max)d.") % sizes, field=name)
        try:
            if text:
                field.run_validators(text)
        except ValidationError as error:
            raise Refusal(" ".join(error.messages), field=name) from None
        return text


def words(value: object) -> str | None:
    """Return a value as the trail keeps it: a row by its name, nothing as None."""
    return None if value is None or value == "" else str(value)


@contextmanager
def unless_taken(sentence: str, field: str) -> Iterator[None]:
    """Within the block, turn a violated unique constraint into a `Refusal`.

    What was looked up a moment ago may be taken by now; only the database knows.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refusal(sentence, field=field) from None
