"""What a file holds, whatever its format: tables of text, sheets, cards, calendars, mail, chats."""
