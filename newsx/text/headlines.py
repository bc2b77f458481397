def sentence_case(text: str) -> str:
    return text
