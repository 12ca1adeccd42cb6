"""The files of other annotation tools and of trainers."""
