"""What editing a customer and editing a company have in common."""

from django.db import transaction


class Changes:
    """A model whose plain fields (`editable`) are changed by `edit`, on record."""

    editable = ()

    @transaction.atomic
    def edit(self, *, by, why="", **fields):
        """Change `fields`; return the event, or None if nothing changed.

        Raises TypeError for a field that is not `editable`, `Refusal` for a bad name.
        """
        unknown = set(fields) - set(self.editable)
        if unknown:
            raise TypeError(f"{type(self).__name__}.edit() does not change {sorted(unknown)}")
        row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        old = {name: getattr(row, name) for name in fields}
        for name, value in fields.items():
            setter = getattr(row, f"set_{name}", None)
            setter(value) if setter else setattr(row, name, value)
        changes = {
            name: {"old": words(old[name]), "new": words(getattr(row, name))}
            for name in fields
            if old[name] != getattr(row, name)
        }
        if not changes:
            return None
        row.save()
        self.__dict__.update({k: v for k, v in row.__dict__.items() if k != "_state"})
        return row.record("edited", by=by, why=why, changes=changes)


def words(value):
    """Return a value as the trail keeps it: a row by its name, nothing as None."""
    return None if value is None or value == "" else str(value)
