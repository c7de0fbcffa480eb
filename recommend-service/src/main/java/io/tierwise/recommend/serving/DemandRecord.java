package io.tierwise.recommend.serving;

/** Where the demand of the past is kept. */
@FunctionalInterface
public interface DemandRecord {
  void read(Reader reader);

  /** Takes the decayed counts of one item as of an epoch second. */
  @FunctionalInterface
  interface Reader {
    void accept(String itemId, long second, double lately, double longer, double overall);
  }
}
