"""How well files that shops have are read: ``python -m tests.imports FOLDER`` prints it for a folder of them."""
