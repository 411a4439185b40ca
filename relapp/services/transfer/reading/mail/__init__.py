"""Mail: single mails and whole mailboxes, as programs write them and as they arrive broken."""
