"""The properties of a ticket, which people change: one object and one file for each.

Import the registry from here: `PROPERTIES["status"]`. To add a property, write its file, name it
below, and give the model its column.
"""

from tickets.properties.channel import ChannelProperty
from tickets.properties.customer import CustomerProperty
from tickets.properties.holder import HolderProperty
from tickets.properties.priority import PriorityProperty
from tickets.properties.status import StatusProperty
from tickets.properties.tags import TagsProperty
from tickets.properties.texts import DescriptionProperty, SubjectProperty

PROPERTIES = {
    made.name: made
    for made in (
        StatusProperty(),
        PriorityProperty(),
        HolderProperty(),
        CustomerProperty(),
        TagsProperty(),
        ChannelProperty(),
        SubjectProperty(),
        DescriptionProperty(),
    )
}
