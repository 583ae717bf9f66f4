"""Plain values that matchers make and reports lay out; they import neither."""
