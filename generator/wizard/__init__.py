"""The wizard: a conversation on the terminal that fills an answers file and ends with the finished report."""
