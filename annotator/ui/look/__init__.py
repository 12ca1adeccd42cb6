"""How the window looks: colours and the setting of lines. All of `ui` may use it."""
