"""The directory: authorities, people, the roles they hold and for how long, who may see what."""
