"""What goes out to those who follow the alliance: feeds and calendar (later: mail)."""
