"""How fast, small and flat we are beside openpyxl and docxtpl making the same report: ratios, each with its bound."""
