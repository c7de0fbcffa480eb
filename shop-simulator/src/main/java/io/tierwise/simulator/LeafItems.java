package io.tierwise.simulator;

import io.tierwise.simulator.Catalogue.Model;
import io.tierwise.simulator.CatalogueVocabulary.Kind;
import io.tierwise.simulator.CatalogueVocabulary.Leaf;
import io.tierwise.simulator.CatalogueVocabulary.Noun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Draws the items of one leaf category. */
final class LeafItems {
  private static final int RANGE = 5;
  private static final double OUT_OF_STOCK = 0.015;

  private final RandomGenerator random;
  private final int leaf;
  private final Leaf vocabulary;
  private final int first;
  private final List<String> lines;
  private final int firstBrand;

  LeafItems(long seed, int leaf, Leaf vocabulary, int first, int firstBrand) {
    this.random = Draws.random(seed, leaf, 11);
    this.leaf = leaf;
    this.vocabulary = vocabulary;
    this.first = first;
    this.lines = new ArrayList<>(CatalogueVocabulary.LINES);
    Collections.shuffle(lines, new Random(Draws.mix(seed + leaf)));
    this.firstBrand = firstBrand;
  }

  List<Model> draw(int count) {
    List<Draft> drafts = new ArrayList<>();
    Range range = range(0);
    for (int i = 0; i < count; i++) {
      if (i > 0 && i % RANGE == 0) {
        range = range(i / RANGE);
      }
      drafts.add(draft(range, i));
    }
    double mean = drafts.stream().mapToDouble(d -> Math.log(d.pence())).average().orElse(0);
    double variance =
        drafts.stream().mapToDouble(d -> Math.pow(Math.log(d.pence()) - mean, 2)).sum() / count;
    PriceBand[] bands = Catalogue.bands(drafts.stream().mapToLong(Draft::pence).toArray());
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Draft draft = drafts.get(i);
      double level = (Math.log(draft.pence()) - mean) / Math.sqrt(Math.max(variance, 1e-9));
      boolean last = i + 1 == count || (i + 1) % RANGE == 0;
      models.add(
          new Model(
              first + i,
              item(draft, i, bands[i]),
              leaf,
              draft.range().brand(),
              draft.range().style(),
              Math.clamp(level, -1.7, 1.7),
              draft.range().appeal() + 0.7 * random.nextGaussian() - 0.12 * (i % RANGE),
              Math.clamp(draft.range().quality() + 0.25 * random.nextGaussian(), -1, 0.8),
              last ? -1 : first + i + 1));
    }
    return models;
  }

  private record Range(String line, int brand, int style, double appeal, double quality) {}

  private record Draft(Range range, Noun noun, String name, long pence) {}

  private Range range(int number) {
    int round = number / lines.size();
    String line = lines.get(number % lines.size()) + (round == 0 ? "" : " " + (round + 1));
    return new Range(
        line,
        firstBrand + random.nextInt(Catalogue.BRANDS_PER_DEPARTMENT),
        (number + leaf) % CatalogueVocabulary.STYLES.size(),
        0.9 * random.nextGaussian(),
        0.3 * random.nextGaussian());
  }

  private Draft draft(Range range, int index) {
    int position = index % RANGE;
    List<Noun> nouns = vocabulary.nouns();
    Noun noun = nouns.get(index % nouns.size());
    String brand = CatalogueVocabulary.BRANDS.get(range.brand());
    String name =
        vocabulary.kind() == Kind.SERIES
            ? noun.text() + " (" + range.line() + ", No. " + (position + 1) + ")"
            : brand + " " + range.line() + " " + noun.text();
    double brandLevel =
        (range.brand() % Catalogue.BRANDS_PER_DEPARTMENT) / (Catalogue.BRANDS_PER_DEPARTMENT - 1.0);
    double level = 0.6 * noun.priceLevel() + 0.25 * brandLevel + 0.15 * random.nextDouble();
    double price =
        vocabulary.lowestPrice()
            * Math.pow(vocabulary.highestPrice() / vocabulary.lowestPrice(), level);
    return new Draft(range, noun, name, retail(price));
  }

  /** A price as shops write it: 7.49, 23.99, 145.00. */
  private static long retail(double pounds) {
    if (pounds < 20) {
      return Math.max(1, Math.round(pounds * 2)) * 50 - 1;
    }
    return pounds < 100 ? Math.round(pounds) * 100 - 1 : Math.round(pounds / 5) * 500;
  }

  private ShopItem item(Draft draft, int index, PriceBand band) {
    String code = vocabulary.department().substring(0, 3).toUpperCase(Locale.ROOT);
    return new ShopItem(
        String.format(Locale.ROOT, "%s-%02d%04d", code, leaf + 10, index + 1),
        draft.name(),
        CatalogueVocabulary.BRANDS.get(draft.range().brand()),
        vocabulary.path(),
        draft.pence(),
        band,
        description(draft, band),
        !Draws.chance(random, OUT_OF_STOCK),
        vocabulary.kind() == Kind.CONSUMABLE);
  }

  private String description(Draft draft, PriceBand band) {
    String style = CatalogueVocabulary.STYLES.get(draft.range().style());
    String pitch =
        switch (band) {
          case BUDGET -> "Honest quality at a small price";
          case MIDDLE -> "Made to be used every day";
          case PREMIUM -> "The best of its kind, made to last";
        };
    String what =
        vocabulary.kind() == Kind.SERIES
            ? "Part of the " + style + " " + draft.range().line() + " series"
            : "A " + style + " " + draft.noun().text().toLowerCase(Locale.ROOT);
    return what
        + " for "
        + vocabulary.name().toLowerCase(Locale.ROOT)
        + ". "
        + pitch
        + ". Goes with the rest of the "
        + draft.range().line()
        + " range by "
        + CatalogueVocabulary.BRANDS.get(draft.range().brand())
        + ".";
  }
}
