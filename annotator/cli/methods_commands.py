"""The command that writes the methods paragraph of a paper."""

from __future__ import annotations

from annotator.cli.options import ConfigDir, Json, ProjectPath
from annotator.cli.output import progress_bar, show_json, tell


def methods(project: ProjectPath, as_json: Json = False, config_dir: ConfigDir = None) -> None:
    """Write the paragraph of a paper on how a project was annotated, with its numbers."""
    from annotator.operations import projects
    from annotator.operations.exporting import methods as operation

    with projects.opened(project) as source, progress_bar("Comparing") as progress:
        written = operation.methods(source, progress=progress)
    if as_json:
        show_json(written.to_json())
    else:
        tell(written.paragraph())
