package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Turns a shelf of numbers into an answer. */
record ShelfReader(Catalogue catalogue) {
  Recommendations read(
      Places shelf,
      List<Strategy> asked,
      Optional<LiveModel.Serving> serving,
      boolean historyKnown,
      IntFunction<List<Reason>> reasons) {
    List<RecommendedItem> items = new ArrayList<>(shelf.size());
    boolean fallback = true;
    Strategy first = null;
    for (int place = 0; place < shelf.size(); place++) {
      CatalogueEntry entry = catalogue.entry(shelf.item(place));
      if (entry != null) {
        items.add(new RecommendedItem(entry.item(), shelf.score(place), reasons.apply(place)));
        Strategy source = shelf.source(place);
        fallback &= !asked.contains(source);
        first = first == null || first == Strategy.PINNED ? source : first;
      }
    }
    return new Recommendations(
        first == null ? asked.getFirst() : first,
        serving.map(LiveModel.Serving::version).orElse(null),
        fallback && !items.isEmpty(),
        historyKnown,
        items);
  }
}
