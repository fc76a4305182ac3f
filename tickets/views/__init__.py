"""Views: get, bind a form, save `by` somebody, answer."""
