package io.tierwise.recommend.model;

/** The best neighbours of each item, filled in any order and by any thread, each item once. */
final class NeighborLists {
  private final int[][] neighbours;
  private final float[][] weights;

  NeighborLists(int items) {
    neighbours = new int[items][0];
    weights = new float[items][0];
  }

  /** Empties the heap into the list of an item. */
  void put(int item, TopK best) {
    int[] found = new int[best.size()];
    double[] scores = new double[found.length];
    best.drain(found, scores);
    float[] kept = new float[found.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (float) scores[i];
    }
    neighbours[item] = found;
    weights[item] = kept;
  }

  ItemNeighborhood neighborhood() {
    int[] start = new int[neighbours.length + 1];
    for (int item = 0; item < neighbours.length; item++) {
      start[item + 1] = start[item] + neighbours[item].length;
    }
    int[] all = new int[start[neighbours.length]];
    float[] values = new float[all.length];
    for (int item = 0; item < neighbours.length; item++) {
      System.arraycopy(neighbours[item], 0, all, start[item], neighbours[item].length);
      System.arraycopy(weights[item], 0, values, start[item], weights[item].length);
    }
    return new ItemNeighborhood(start, all, values);
  }
}
