package io.tierwise.recommend.model;

import java.util.stream.IntStream;

/**
 * For each item, its dot product with every item that shares a row with it: one row of X'X at a
 * time, so that memory stays at O(items) per core. Cost Σ |row|² in all; runs on all cores.
 */
final class CoOccurrence {
  private static final int CHUNK = 64;

  private final double[] dots;
  private final int[] shared;
  private final int[] touched;
  private int size;

  private CoOccurrence(int items) {
    dots = new double[items];
    shared = new int[items];
    touched = new int[items];
  }

  /** Receives each item once, from any thread; what it is given is valid during the call only. */
  interface Visitor {
    void visit(int item, CoOccurrence others);
  }

  static void scan(SparseMatrix x, Visitor visitor) {
    int chunks = (x.items() + CHUNK - 1) / CHUNK;
    // One worker per core takes a stripe of chunks: few pads, and heavy items spread out.
    int workers = Math.max(1, Math.min(chunks, Runtime.getRuntime().availableProcessors()));
    IntStream.range(0, workers)
        .parallel()
        .forEach(
            worker -> {
              CoOccurrence pad = new CoOccurrence(x.items());
              for (int chunk = worker; chunk < chunks; chunk += workers) {
                int end = Math.min(x.items(), (chunk + 1) * CHUNK);
                for (int item = chunk * CHUNK; item < end; item++) {
                  pad.accumulate(x, item);
                  visitor.visit(item, pad);
                  pad.clear();
                }
              }
            });
  }

  private void accumulate(SparseMatrix x, int item) {
    for (int c = x.columnStart[item]; c < x.columnStart[item + 1]; c++) {
      int row = x.columnRow[c];
      double value = x.columnValue[c];
      for (int p = x.rowStart[row]; p < x.rowStart[row + 1]; p++) {
        int other = x.rowItem[p];
        if (other != item) {
          if (shared[other]++ == 0) {
            touched[size++] = other;
          }
          dots[other] += value * x.rowValue[p];
        }
      }
    }
  }

  private void clear() {
    for (int i = 0; i < size; i++) {
      dots[touched[i]] = 0;
      shared[touched[i]] = 0;
    }
    size = 0;
  }

  int size() {
    return size;
  }

  int other(int position) {
    return touched[position];
  }

  double dot(int other) {
    return dots[other];
  }

  /** How many rows hold both. */
  int shared(int other) {
    return shared[other];
  }
}
