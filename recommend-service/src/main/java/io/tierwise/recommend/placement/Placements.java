package io.tierwise.recommend.placement;

import java.util.List;

/** The placements of the shop. */
public interface Placements {
  /** By name. */
  List<Placement> all();

  /**
   * Creates it, or replaces the one of its name.
   *
   * @return with its new version
   */
  Placement save(Placement placement);

  /** False if there was none. */
  boolean remove(String name);
}
