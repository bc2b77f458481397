"""Records with their texts to one self-contained page: the article, the folder, the review."""

from newsx.view.page import page

__all__ = ["page"]
