"""Files for the ticket itself."""

from django.utils.translation import gettext as _

from core.forms import SaysRefusals
from core.refusals import Refusal
from tickets.forms.files import StagesFiles


class AttachForm(SaysRefusals, StagesFiles):
    """Adds files to `ticket`."""

    def __init__(self, *args, ticket, **kwargs):
        super().__init__(*args, **kwargs)
        self.ticket = ticket

    def save(self, *, by):
        """Attach them; return the attachments. Raises `Refusal` for none."""
        if not self.staged:
            raise Refusal(_("Choose a file first."), field="files")
        return self.ticket.attach(self.staged, by=by)
