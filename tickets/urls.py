"""The addresses of tickets: nouns; what changes something is POST.

The pages of customers and companies are among them, as they show tickets.
"""

from django.urls import path

from tickets.views import (
    companies,
    conversation,
    customers,
    files,
    new,
    overview,
    properties,
    queue,
    taking,
    ticket,
    undo,
)

urlpatterns = [
    path("", queue.home, name="home"),
    path("tickets/", queue.queue, name="queue"),
    path("tickets/counts/", queue.nav_counts, name="nav_counts"),
    path("tickets/suggest/", queue.queue_suggest, name="queue_suggest"),
    path("tickets/<int:pk>/take/", taking.take, name="take"),
    path("tickets/<int:pk>/", ticket.ticket, name="ticket"),
    path("tickets/<int:pk>/timeline/", ticket.timeline, name="timeline"),
    path("tickets/<int:pk>/assignment/", properties.assignment, name="assignment"),
    path("tickets/<int:pk>/status/", properties.status, name="status"),
    path("tickets/<int:pk>/priority/", properties.priority, name="priority"),
    path("tickets/<int:pk>/subject/", properties.subject, name="subject"),
    path("tickets/<int:pk>/description/", properties.description, name="description"),
    path("tickets/<int:pk>/tags/", properties.tags, name="tags"),
    path("tickets/<int:pk>/channel/", properties.channel, name="channel"),
    path("tickets/<int:pk>/customer/", properties.ticket_customer, name="ticket_customer"),
    path("tickets/<int:pk>/comments/", conversation.comments, name="comments"),
    path("tickets/<int:pk>/comments/<int:comment_id>/", conversation.comment, name="comment"),
    path(
        "tickets/<int:pk>/comments/<int:comment_id>/hidden/",
        conversation.comment_hidden,
        name="comment_hidden",
    ),
    path("tickets/<int:pk>/mails/", conversation.mails, name="mails"),
    path("tickets/<int:pk>/team/", conversation.team_posts, name="team_posts"),
    path("tickets/<int:pk>/said/", conversation.said, name="said"),
    path("tickets/<int:pk>/attachments/", files.attachments, name="attachments"),
    path("tickets/<int:pk>/files.zip", files.files_zip, name="files_zip"),
    path("tickets/<int:pk>/files/<int:file_id>/", files.file, name="file"),
    path("tickets/<int:pk>/files/<int:file_id>/thumbnail/", files.thumbnail, name="thumbnail"),
    path("undo/<int:event_id>/", undo.undo, name="undo"),
    path("tickets/new/", new.new_ticket, name="new_ticket"),
    path("tickets/new/customer/", new.new_ticket_customer, name="new_ticket_customer"),
    path("tickets/new/beside/", new.new_ticket_beside, name="new_ticket_beside"),
    path("overview/", overview.overview, name="overview"),
    path("customers/", customers.customers, name="customers"),
    path("customers/<int:pk>/", customers.customer, name="customer"),
    path("customers/<int:pk>/history/", customers.customer_history, name="customer_history"),
    path("companies/", companies.companies, name="companies"),
    path("companies/<int:pk>/", companies.company, name="company"),
    path("companies/<int:pk>/customers/", companies.company_customers, name="company_customers"),
    path("companies/<int:pk>/history/", companies.company_history, name="company_history"),
]
