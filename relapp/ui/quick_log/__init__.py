"""The one-line log: a form that understands while one types, on a customer's page and over any other."""
