package io.tierwise.simulator;

import io.tierwise.simulator.CatalogueVocabulary.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The items with what steers the choice among them. Items of a leaf come in ranges of up to five by
 * one brand in one style: volumes of a series, or pieces that match.
 */
final class Catalogue {
  static final int BRANDS_PER_DEPARTMENT = 6;

  /**
   * One item and its hidden side.
   *
   * @param brand index into {@link CatalogueVocabulary#BRANDS}
   * @param style index into {@link CatalogueVocabulary#STYLES}
   * @param priceLevel within the leaf, about -1.7 (cheapest) to 1.7 (dearest)
   * @param appeal log popularity: what everybody's choice is drawn to
   * @param quality mean rating less 4, about -1 to 0.8
   * @param next index of the next of the range, -1 at its end
   */
  record Model(
      int index,
      ShopItem item,
      int leaf,
      int brand,
      int style,
      double priceLevel,
      double appeal,
      double quality,
      int next) {}

  private final List<Leaf> leaves = CatalogueVocabulary.leaves();
  private final List<Model> models;
  private final int[][] itemsOfLeaf;
  private final int[][] companions;
  private final double[] leafAppeal;
  private final Map<String, Integer> indexById = new HashMap<>();

  Catalogue(long seed, int size) {
    List<Model> drawn = new ArrayList<>();
    itemsOfLeaf = new int[leaves.size()][];
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      int count = size / leaves.size() + (leaf < size % leaves.size() ? 1 : 0);
      int first = drawn.size();
      drawn.addAll(
          new LeafItems(seed, leaf, leaves.get(leaf), first, firstBrand(leaf)).draw(count));
      itemsOfLeaf[leaf] = IntStream.range(first, first + count).toArray();
    }
    models = List.copyOf(drawn);
    models.forEach(model -> indexById.put(model.item().itemId(), model.index()));
    RandomGenerator random = Draws.random(seed, 0, 13);
    double[] appeal =
        leaves.stream().mapToDouble(leaf -> Math.exp(0.9 * random.nextGaussian())).toArray();
    double sum = Arrays.stream(appeal).sum();
    leafAppeal = Arrays.stream(appeal).map(share -> share / sum).toArray();
    companions = models.stream().map(model -> companions(seed, model)).toArray(int[][]::new);
  }

  /** Each department has brands of its own, until they run out. */
  private int firstBrand(int leaf) {
    List<String> departments = leaves.stream().map(Leaf::department).distinct().toList();
    int first = departments.indexOf(leaves.get(leaf).department()) * BRANDS_PER_DEPARTMENT;
    return first % CatalogueVocabulary.BRANDS.size();
  }

  List<Model> models() {
    return models;
  }

  Model model(int index) {
    return models.get(index);
  }

  int indexOf(String itemId) {
    return indexById.getOrDefault(itemId, -1);
  }

  List<Leaf> leaves() {
    return leaves;
  }

  int[] itemsOfLeaf(int leaf) {
    return itemsOfLeaf[leaf];
  }

  /** Everybody's share of interest in each leaf; sums to one. */
  double[] leafAppeal() {
    return leafAppeal.clone();
  }

  int strayLeaf(RandomGenerator random) {
    return Draws.index(random, leafAppeal);
  }

  /** What goes with an item, from other leaves. */
  int[] companions(int item) {
    return companions[item];
  }

  /** Two items in the same style from the leaves that go with this one. */
  private int[] companions(long seed, Model model) {
    RandomGenerator random = Draws.random(seed, model.index(), 12);
    List<String> names = leaves.get(model.leaf()).companions();
    int[] matches =
        names.stream()
            .mapToInt(this::leafIndex)
            .flatMap(leaf -> Arrays.stream(itemsOfLeaf[leaf]))
            .filter(other -> models.get(other).style() == model.style())
            .toArray();
    if (matches.length == 0) {
      return new int[0];
    }
    return random.ints(2, 0, matches.length).map(i -> matches[i]).distinct().toArray();
  }

  int leafIndex(String name) {
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no leaf category " + name);
  }

  /** The thirds of a leaf by price; ties fall to the item that comes first. */
  static PriceBand[] bands(long[] prices) {
    Integer[] order = new Integer[prices.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(i -> prices[i]));
    PriceBand[] bands = new PriceBand[prices.length];
    for (int rank = 0; rank < order.length; rank++) {
      bands[order[rank]] = PriceBand.values()[rank * 3 / order.length];
    }
    return bands;
  }
}
