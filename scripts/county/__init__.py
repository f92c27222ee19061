"""A made-up county of eighty units, its forms filled in with real proportions, and faults planted in known cells."""
