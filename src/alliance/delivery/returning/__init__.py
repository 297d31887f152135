"""Bounces and complaints: read, matched to copies, and why an address is sent nothing more."""
