package io.tierwise.segmentation.run;

import java.util.Collection;
import java.util.Map;

/** Port: the further ids of customers, as their profiles say. */
public interface CustomerIds {
  /**
   * @param mergedIds all further ids by customer; none for one that is gone
   */
  void keep(Map<String, ? extends Collection<String>> mergedIds);

  /** The customer of an id: itself if it is one, else the one whose latest features name it. */
  String customerOf(String id);
}
