"""Dates, similarity and language: plain functions over strings, no Django."""
