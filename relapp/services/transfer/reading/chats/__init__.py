"""Chats as the messengers export them: WhatsApp, Signal, Telegram.

Every message becomes an entry of its own. Days or runs of messages would make fewer of them, but then a message would
have no time, no direction and no text that search, edit and undo could hold on to; and a longer export of the same
chat, or one that begins later, would cut the runs elsewhere and change entries that staff may have written in.
"""
