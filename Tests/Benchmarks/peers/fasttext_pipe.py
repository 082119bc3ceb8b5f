"""fastText behind a pipe: a line in, its label out. With a labelled file (label, tab, text) it trains the model first.

Usage: fasttext_pipe.py model.bin [labelled.tsv] < questions
"""
import os
import sys
import tempfile

import fasttext

fasttext.FastText.eprint = lambda *words: None  # It warns about an old change of its own.

model_path = sys.argv[1]
if len(sys.argv) > 2:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        for line in open(sys.argv[2], encoding="utf-8"):
            label, _, text = line.rstrip("\n").partition("\t")
            if text:
                file.write(f"__label__{label} {text.lower()}\n")
    # Words, pairs of words and pieces of words, as our own classifier reads them.
    fasttext.train_supervised(
        file.name, dim=50, epoch=25, lr=0.5, wordNgrams=2, minn=2, maxn=5, thread=1, verbose=0
    ).save_model(model_path)
    os.unlink(file.name)
    sys.exit()

model = fasttext.load_model(model_path)
predict = model.f.predict  # Without numpy around it, whose newer versions the wrapper does not fit.
for line in sys.stdin:
    labels = predict(line, 1, 0.0, "strict")
    sys.stdout.write(labels[0][1] + "\n" if labels else "\n")
    sys.stdout.flush()
