package io.tierwise.recommend.serving;

/** Where the demand of segments is kept. */
@FunctionalInterface
public interface SegmentRecord {
  void read(Reader reader);

  /** Takes the decayed count of one of the most popular items of a segment. */
  @FunctionalInterface
  interface Reader {
    void accept(String segment, String itemId, double count);
  }
}
