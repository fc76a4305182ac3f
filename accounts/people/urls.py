"""People, for admins; and everybody's photo."""

from django.urls import path

from accounts.people import editing, photo, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/left/", views.people_left, name="people_left"),
    path("people/new/", editing.new_person, name="new_person"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/details/", editing.edit_person, name="edit_person"),
    path("people/<int:pk>/invitation/", editing.invitation, name="invitation"),
    path("people/<int:pk>/reactivation/", editing.reactivation, name="reactivation"),
    path("people/<int:pk>/second-factor/", editing.second_factor, name="second_factor"),
    path("people/<int:pk>/sessions/", editing.person_sessions, name="person_sessions"),
    path("people/<int:pk>/photo/<slug:version>/", photo.photo, name="photo"),
]
