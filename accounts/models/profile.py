"""The verbs on one's own profile."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import invitations, photos
from core.refusals import NotAllowed, Refusal
from core.text import storable

if TYPE_CHECKING:
    from accounts.models.event import AccountEvent
    from accounts.models.user import User


class KeepsProfile:
    """Verbs of `User` for the person themselves; an admin may do the same for others.

    Each raises `NotAllowed` for anybody else.
    """

    # What the model and its other part have, or Django puts there.
    pk: Any
    _meta: Any
    objects: Any
    photo: Any
    record: Callable[..., AccountEvent]
    _write: Callable[..., None]

    profile_fields = ("name", "signature", "time_zone", "theme", "density", "single_keys")

    @transaction.atomic
    def edit_profile(self, *, by: User, why: str = "", **fields: Any) -> AccountEvent | None:
        """Change some of `profile_fields`; return the event, or None if nothing changed.

        Raises `Refusal` for an empty name or a value that is none of the choices, TypeError for a
        field that is not the profile's.
        """
        self._require_self_or_admin(by)
        if unknown := set(fields) - set(self.profile_fields):
            raise TypeError(f"edit_profile() does not change {sorted(unknown)}")
        row = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
        new = {name: row._usable(name, value) for name, value in fields.items()}
        changes = {
            name: {"old": getattr(row, name), "new": value}
            for name, value in new.items()
            if getattr(row, name) != value
        }
        if not changes:
            return None
        self._write(**{name: change["new"] for name, change in changes.items()})
        return self.record("profile_edited", by=by, why=why, changes=changes)

    def set_photo(self, file: File, *, by: User, why: str = "") -> AccountEvent:
        """Make an uploaded picture this person's photo: cropped, small, without its EXIF data.

        Raises `Refusal` with words for what is no picture, too large, or cannot be stored.
        """
        self._require_self_or_admin(by)
        picture = photos.portrait(file)
        storage, old = self.photo.storage, self.photo.name
        try:
            new = storage.save(f"photos/{secrets.token_hex(8)}.jpg", picture)
        except OSError as error:
            words = _("The photo could not be stored; the disk may be full. Nothing was changed.")
            raise Refusal(words, field="photo") from error
        try:
            return self._swap_photo(old, new, by=by, why=why)
        except BaseException:
            storage.delete(new)
            raise

    def remove_photo(self, *, by: User, why: str = "") -> AccountEvent | None:
        """Show initials again; return the event, or None if there was no photo."""
        self._require_self_or_admin(by)
        return self._swap_photo(self.photo.name, "", by=by, why=why) if self.photo else None

    @property
    def photo_version(self) -> str:
        """A word that changes with the photo, so that browsers may keep it for ever."""
        return PurePosixPath(self.photo.name).stem if self.photo else ""

    @property
    def photo_url(self) -> str:
        """Where the photo is served to who is signed in; "" without one."""
        return reverse("photo", args=[self.pk, self.photo_version]) if self.photo else ""

    @transaction.atomic
    def _swap_photo(self, old: str, new: str, *, by: User, why: str) -> AccountEvent:
        """Name the new file, and let go of the old one once that is certain."""
        storage = self.photo.storage
        self._write(photo=new)
        if old:
            transaction.on_commit(lambda: storage.delete(old))
        changes = {"photo": {"old": old or None, "new": new or None}}
        return self.record("photo_changed", by=by, why=why, changes=changes)

    def _usable(self, name: str, value: Any) -> Any:
        """Return a field's new value as it is stored. Raises `Refusal` if it will not do."""
        if name == "name":
            return invitations.usable_name(value)
        if name == "signature":
            value = storable(value).replace("\r\n", "\n").strip("\n").rstrip()
        try:
            return self._meta.get_field(name).clean(value, self)
        except ValidationError as error:
            raise Refusal(" ".join(error.messages), field=name) from error

    def _require_self_or_admin(self, by: User | None) -> None:
        if by is None or not (by.is_admin or (by.is_active and by.pk == self.pk)):
            raise NotAllowed(_("Only the person themselves or an admin can change a profile."))
