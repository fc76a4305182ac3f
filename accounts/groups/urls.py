"""Groups and who belongs to them, for admins."""

from django.urls import path

from accounts.groups import views

urlpatterns = [
    path("people/groups/", views.groups, name="groups"),
    path("people/groups/new/", views.new_group, name="new_group"),
    path("people/groups/<int:pk>/", views.group, name="group"),
    path("people/<int:pk>/groups/", views.memberships, name="memberships"),
]
