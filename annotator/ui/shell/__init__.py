"""What every room of the window stands in: window, actions, context, tasks, settings, theme."""
