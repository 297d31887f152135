"""Answers by telephone: “ring me”, the desk that rings, and what is entered or changed for somebody."""
