"""The photo of a person. Photos are private files: no URL serves them but this view."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import User


@require_safe
def photo(request, pk, version):
    """Serve one version of a photo to who is signed in; another photo has another address."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not person.photo or version != person.photo_version:
        raise Http404
    try:
        response = FileResponse(person.photo.open("rb"), content_type="image/jpeg")
    except OSError as error:
        raise Http404 from error
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
