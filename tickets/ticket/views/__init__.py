"""Views of one ticket: get, bind a form, save `by` somebody, answer."""
