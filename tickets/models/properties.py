"""A ticket's properties: how each is checked, said in words, kept on the trail and stored.

Each property is one small object, so that `change()` treats all alike.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from accounts.holders import holder_from, holder_key
from core.refusals import Refusal
from core.text import one_line
from customers.models import Customer
from tickets.choices import Channel, Priority, Status
from tickets.models.tag import Tag
from tickets.models.text import BODY_MAX, clean_body, refuse_endless


class Property:
    """A property stored in the column of its own name."""

    long = False

    def __init__(self, name):
        self.name = name

    def clean(self, value):
        """Return the value as it is stored. Raises `Refusal`."""
        return value

    def as_seen(self, value):
        """Return a value that somebody saw, for comparison with the present one."""
        return self.clean(value)

    def of(self, ticket):
        """Return the present value."""
        return getattr(ticket, self.name)

    def words(self, value):
        """Return the value in the words of today."""
        return value or None

    def trail_id(self, value):
        """Return the value as JSON that `from_trail` reads back."""
        return value

    def from_trail(self, trail_id):
        """Return the value that `trail_id` stood for."""
        return trail_id

    def columns(self, value):
        """Return the columns that store the value."""
        return {self.name: value}


class Choice(Property):
    """A property with fixed values."""

    def __init__(self, name, choices):
        super().__init__(name)
        self.choices = choices

    def clean(self, value):
        try:
            return self.choices(value)
        except ValueError:
            value = one_line(str(value))[:50]
            words = _("“%(value)s” is no %(name)s.") % {"value": value, "name": self.name}
            raise Refusal(words, field=self.name) from None

    def words(self, value):
        return self.choices(value).name

    def trail_id(self, value):
        return self.choices(value).value


class Text(Property):
    """A text; replaced versions are kept as `Revision`, not on the event."""

    long = True

    def __init__(self, name, longest, required=False):
        super().__init__(name)
        self.longest, self.required = longest, required

    def clean(self, value):
        text = clean_body(value)
        if self.required:
            text = one_line(text)
        if self.required and not text:
            raise Refusal(_("A ticket needs a subject."), field=self.name)
        refuse_endless(text, self.longest, self.name)
        return text


class Row(Property):
    """A property that is a row of another table."""

    def __init__(self, name, model):
        super().__init__(name)
        self.model = model

    def clean(self, value):
        if value is None:
            raise Refusal(_("A ticket needs a customer."), field=self.name)
        return value

    def words(self, value):
        return str(value)

    def trail_id(self, value):
        return value.pk

    def from_trail(self, trail_id):
        return self.model.objects.get(pk=trail_id)


class Holder(Property):
    """One person, or one group, or nobody: giving it to one takes it from the other."""

    def clean(self, value):
        if isinstance(value, get_user_model()) and not value.is_active:
            raise Refusal(_("%s has left and cannot be given tickets.") % value, field="holder")
        return value

    def as_seen(self, value):
        return value  # nobody is given anything: who left may have been seen as the holder

    def words(self, value):
        return str(value) if value else None

    def trail_id(self, value):
        return holder_key(value) or None

    def from_trail(self, trail_id):
        return holder_from(trail_id)

    def columns(self, value):
        is_group = isinstance(value, Group)
        return {
            "holder_user": None if is_group else value,
            "holder_group": value if is_group else None,
        }


class Tags(Property):
    """The set of tags, as a sorted list of names; stored in a table of its own."""

    def clean(self, value):
        return sorted(tag.name for tag in Tag.named([str(name) for name in value]))

    def of(self, ticket):
        return sorted(tag.name for tag in ticket.tags.all())

    def words(self, value):
        return value

    def columns(self, value):
        return {}


PROPERTIES = {
    prop.name: prop
    for prop in (
        Choice("status", Status),
        Choice("priority", Priority),
        Holder("holder"),
        Row("customer", Customer),
        Choice("channel", Channel),
        Text("subject", 200, required=True),
        Text("description", BODY_MAX),
        Tags("tags"),
    )
}
