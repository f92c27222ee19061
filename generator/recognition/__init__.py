"""Recognition: a report as published to its year, agency, dates and figures."""
