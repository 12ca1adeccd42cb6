"""The people of a project: who has done what, called otherwise, joined where they are one."""
