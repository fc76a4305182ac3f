"""What the queue shows for one address: the line, its rows, its name, chips and menus."""

from tickets.listing.listing import Listing
from tickets.listing.standing import standing_views

__all__ = ["Listing", "standing_views"]
