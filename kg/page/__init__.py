"""The page: the network, the transcripts and the tables as one HTML file that works offline.

All texts travel as JSON inside inert elements and reach the screen as text only. The content security policy names the
hash of every script and style, so that nothing else can run, and forbids every request.
"""

from kg.page.rendering import render

__all__ = ["render"]
