"""The one composition of the flow: a case made of a file, last year's and the templates."""
