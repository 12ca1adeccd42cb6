"""Every command and the function that does it. Imports nothing: the window's start reads it too."""

from __future__ import annotations

FORMER = {  # names of before, not shown by --help
    "unaided": "queue_commands.control_share",
    "kept": "bundle_commands.versions",
}
COMMANDS = {
    "new": "project_commands.new",
    "stats": "project_commands.stats",
    "check": "project_commands.check",
    "backup": "project_commands.backup",
    "copy": "project_commands.copy",
    "restore": "project_commands.restore",
    "import": "import_commands.import_",
    "export": "exchange_commands.export",
    "diff": "comparison_commands.diff",
    "prelabel": "suggestion_commands.prelabel",
    "suggest": "suggestion_commands.suggest",
    "pipelines": "suggestion_commands.pipelines",
    "search": "queue_commands.search",
    "assign": "queue_commands.assign",
    "finish": "people_commands.finish",
    "people": "people_commands.people",
    "overlaps": "overlap_commands.overlaps",
    "control-share": "queue_commands.control_share",
    "mute": "intake_commands.mute",
    "stories": "intake_commands.stories",
    "evaluate": "evaluation_commands.evaluate",
    "plan": "review_commands.plan",
    "gold": "review_commands.gold",
    "feedback": "review_commands.feedback",
    "agreement": "agreement_commands.agreement",
    "methods": "methods_commands.methods",
    "names": "name_commands.names",
    "hand-out": "bundle_commands.hand_out",
    "bundle": "bundle_commands.bundle",
    "merge": "bundle_commands.merge",
    "versions": "bundle_commands.versions",
    "server-roles": "server_commands.server_roles",
    **FORMER,
}
