"""Sending: messages out, by mail and to the robots of group chats; knows no ledger, no report and no words."""
