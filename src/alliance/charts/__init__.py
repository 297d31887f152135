"""Pictures of figures and places as SVG: plain functions, no Django."""
