"""Commands: one thin file for each.  A body parses, asks, builds and shows; the work is done in the other rooms."""
