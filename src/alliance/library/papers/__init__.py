"""Agenda, papers and minutes of meetings: taken in, shown to those whom they are for."""
