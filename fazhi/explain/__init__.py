"""A report's text with every number marked: what it was taken for, by which rule, or why passed over."""
