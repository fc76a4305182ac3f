"""Some forty tickets, by what they are about."""

from demo.stories import (
    access,
    account,
    money,
    product,
    technical,
    today,
)

STORIES = (
    *access.STORIES,
    *account.STORIES,
    *money.STORIES,
    *product.STORIES,
    *technical.STORIES,
    *today.STORIES,
)
