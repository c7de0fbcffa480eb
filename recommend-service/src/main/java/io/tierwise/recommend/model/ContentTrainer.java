package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.Strengths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Items with like texts: the cosine of the TF-IDF vectors of name, brand, category and description,
 * the weights of {@link ItemText} times log(1 + N / df). Reaches items that nobody has touched. G.
 * Salton, C. Buckley: Term-weighting Approaches in Automatic Text Retrieval (1988).
 */
public final class ContentTrainer implements ModelTrainer {
  private static final int NEIGHBOURS = 50;
  private static final int MAX_TERMS = 200;

  /** A word in so many of the items says nothing, and would make the work quadratic. */
  private static final double COMMON = 0.2;

  private static final int ALWAYS_RARE = 50;

  private final Terms terms;
  private final Function<String, ItemText> texts;

  /**
   * @param texts of an item by its id
   */
  public ContentTrainer(Terms terms, Function<String, ItemText> texts) {
    this.terms = terms;
    this.texts = texts;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.CONTENT;
  }

  @Override
  public ItemNeighborhood fit(InteractionLog log) {
    return fit(log.itemIds());
  }

  /** Neighbours of items with these ids, in this order. */
  public ItemNeighborhood fit(List<String> itemIds) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> documents = new HashMap<>();
    List<Map<Integer, Double>> weights =
        itemIds.stream().map(id -> weights(texts.apply(id), numbers, documents)).toList();
    // The matrix of terms by items: a row holds the items with a term, as a user's row would.
    double common = Math.max(ALWAYS_RARE, COMMON * itemIds.size());
    Map<Integer, Strengths> rows = new HashMap<>();
    for (int item = 0; item < weights.size(); item++) {
      int number = item;
      weights
          .get(item)
          .forEach(
              (term, weight) -> {
                int holding = documents.getOrDefault(term, 1);
                if (holding <= common) {
                  double idf = Math.log1p((double) itemIds.size() / holding);
                  rows.computeIfAbsent(term, _ -> new Strengths())
                      .add(number, weight * idf, InteractionKind.VIEW);
                }
              });
    }
    SparseMatrix.Builder matrix = new SparseMatrix.Builder(itemIds.size(), Integer.MAX_VALUE);
    for (int term = 0; term < numbers.size(); term++) {
      Strengths row = rows.get(term);
      if (row != null) {
        matrix.addRow(row);
      }
    }
    ItemKnnTrainer.Parameters cosine = new ItemKnnTrainer.Parameters(NEIGHBOURS, 0, MAX_TERMS);
    return ItemKnnTrainer.fit(matrix.build(), cosine);
  }

  private Map<Integer, Double> weights(
      ItemText text, Map<String, Integer> numbers, Map<Integer, Integer> documents) {
    Map<Integer, Double> weights = new HashMap<>();
    text.words(terms)
        .forEach(
            (word, weight) -> {
              int term = numbers.computeIfAbsent(word, _ -> numbers.size());
              weights.put(term, weight);
              documents.merge(term, 1, Integer::sum);
            });
    return weights;
  }
}
