"""Views of one ticket: get it, bind a form, save it `by` a person, respond."""
