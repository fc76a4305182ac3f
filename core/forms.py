"""What a verb refuses becomes an error of the form that called it, and nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django import forms

from core.refusals import ANY_REFUSAL

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object


class SaysRefusals(Base):
    """A form that says in words what is wrong, and points at the first field that is."""

    was_unsent = False
    """Whether it holds what was typed before its writer had to sign in again."""

    use_required_attribute = False
    """The server says what is missing, in one way, with and without JavaScript."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser cuts off what is too long without a word; the server says so.
            field.widget.attrs.pop("maxlength", None)
            if field.required and not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-required", "true")

    def refuse(self, refusal: Any) -> None:
        """Put the words of a refusal at the field it is about, or over the whole form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.words)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Within the block, turn every refusal into an error; afterwards ask `is_valid()`.

        Also what would be a 403 or a 404: what was typed would be lost on such a page.
        """
        try:
            yield
        except ANY_REFUSAL as refusal:
            self.refuse(refusal)

    def forgive(self, *but: str) -> None:
        """Complain of nothing yet, `but` of these fields: for a step on the way to a whole form."""
        for name in [name for name in self.errors if name not in but]:
            del self.errors[name]

    def begin(self) -> None:
        """Give the focus to the first field that one sees, also where htmx puts the form."""
        first = self.visible_fields()[0].field
        first.widget.attrs |= {"autofocus": True, "data-autofocus": True}

    def point_at_error(self) -> bool:
        """Give the focus to the first field that is wrong; return whether there was one.

        A group of choices has none to give: every choice would ask for it.
        """
        wrong = next((name for name in self.fields if name in self.errors), None)
        if wrong and not self.fields[wrong].widget.use_fieldset:
            self.fields[wrong].widget.attrs["autofocus"] = True
        return bool(wrong)
