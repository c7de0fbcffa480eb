package io.tierwise.profile.quality;

import java.util.Collection;

/** The items that the catalogue has, or had. */
public interface ItemCatalogue {
  void add(Collection<String> itemIds);

  /** Takes over what other instances added. */
  void refresh();
}
