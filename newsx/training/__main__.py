"""`python -m newsx.training DATA OUT`: the corpora in DATA to a model folder OUT."""

from newsx.training.command import main

if __name__ == "__main__":
    main()
