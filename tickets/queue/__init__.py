"""The queue: what it shows for one address: the line, its rows, its name, chips and menus."""
