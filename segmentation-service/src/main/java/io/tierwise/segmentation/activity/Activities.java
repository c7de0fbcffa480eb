package io.tierwise.segmentation.activity;

import java.time.LocalDate;
import java.util.List;

/** Port: what users did, and what was said of their orders. An event that comes again is known. */
public interface Activities {
  /** Events of one name by one user that count on one day; more are not told apart. */
  int MOST_A_DAY = 1000;

  /**
   * Also notes who is to be judged anew, if there is a rule about behaviour.
   *
   * @param deeds those of one event together
   */
  void add(List<Deed> deeds);

  /** Also notes who is to be judged anew. */
  void addOrders(List<OrderFact> facts);

  /**
   * @return how many rows went, at most {@code limit}
   */
  int forget(LocalDate before, int limit);
}
