"""What somebody can put right, told apart from bugs."""


class Mistake(ValueError):
    """The message is one Chinese sentence: what, where, what to change. Exit code 2."""
