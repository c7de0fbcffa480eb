package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import java.util.List;
import java.util.Optional;

/** Makes an answer of a shelf. */
record ShelfReader(Catalogue catalogue) {
  /** Says why an item is at a place. */
  interface Why {
    void tell(int place, Places.Builder to);
  }

  Recommendations read(
      Shelf shelf,
      List<Strategy> asked,
      Optional<LiveModel.Serving> serving,
      boolean historyKnown,
      Why why) {
    Places.Builder places = new Places.Builder(catalogue, shelf.size());
    boolean fallback = shelf.size() > 0;
    Strategy first = null;
    for (int place = 0; place < shelf.size(); place++) {
      places.place(shelf.item(place), shelf.score(place));
      why.tell(place, places);
      Strategy source = shelf.source(place);
      fallback &= !asked.contains(source);
      first = first == null || first == Strategy.PINNED ? source : first;
    }
    return new Recommendations(
        first == null ? asked.getFirst() : first,
        serving.map(LiveModel.Serving::version).orElse(null),
        fallback,
        historyKnown,
        places.build());
  }
}
