package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * The result of the parts on data: digits in three parts, standardised by the training part, in
 * batches that come in another order every epoch.
 */
record StandardisedDigits(Split split, NormalizerStandardize normalizer, Batches batches) {
  static StandardisedDigits load(Notebook out) {
    Split split = DataSource.parse(out.quick() ? "digits:2000" : "digits").load();
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(Batches.inOrder(split.train(), 500));
    Batches batches = Batches.shuffled(split.train(), 64, out.seed());
    batches.setPreProcessor(normalizer); // from now on every batch comes standardised
    return new StandardisedDigits(split, normalizer, batches);
  }

  /** All rows of a part, standardised. */
  DataSet all(Dataset part) {
    DataSet rows = Batches.inOrder(part, part.size()).next();
    normalizer.transform(rows);
    return rows;
  }
}
