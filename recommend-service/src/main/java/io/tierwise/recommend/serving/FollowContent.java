package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.model.ItemText;
import io.tierwise.recommend.model.Terms;
import io.tierwise.recommend.model.TopK;
import io.tierwise.recommend.serving.ContentIndex.Like;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets items enter by content that came after the live model was fitted: reads the texts of what
 * changed in the catalogue, and finds for each item unknown to the model, the newest thousand at
 * most, the known ones most like it. Called by one thread.
 */
public final class FollowContent {
  private static final int MAX_FRESH = 1_000;
  private static final int NEIGHBOURS = 5;

  /** Texts read in one call, so that it returns soon; the rest comes with the next. */
  private static final int AT_ONCE = 20_000;

  private final Catalogue catalogue;
  private final LiveModel live;
  private final ContentIndex index;
  private final Map<Integer, List<Like>> likes = new HashMap<>();
  private @Nullable CatalogueEntry[] seen = new CatalogueEntry[0];
  private BitSet known = new BitSet();
  private LiveModel.@Nullable Serving servedBefore;

  public FollowContent(Catalogue catalogue, LiveModel live, Terms terms) {
    this.catalogue = catalogue;
    this.live = live;
    this.index = new ContentIndex(terms);
  }

  /** Takes over what changed since the last call: of the catalogue, and of the model. */
  public void follow() {
    Optional<LiveModel.Serving> serving = live.current();
    boolean other = serving.isPresent() && !serving.get().isSameModel(servedBefore);
    if (other) {
      learn(serving.get());
    }
    boolean changed = readTexts();
    if (serving.isPresent() && (changed || other)) {
      live.refresh(serving.get(), fresh());
      servedBefore = serving.get();
    }
  }

  private void learn(LiveModel.Serving serving) {
    known = new BitSet();
    serving.model().itemIds().forEach(id -> known.set(catalogue.number(id)));
    likes.clear();
  }

  /** Whether an item that the model does not know changed. */
  private boolean readTexts() {
    int size = catalogue.size();
    if (seen.length < size) {
      seen = Arrays.copyOf(seen, Math.max(size, 2 * seen.length));
    }
    boolean changed = false;
    int read = 0;
    for (int item = 0; item < size && read < AT_ONCE; item++) {
      CatalogueEntry entry = catalogue.entry(item);
      CatalogueEntry before = seen[item];
      if (entry != null && entry != before) {
        seen[item] = entry;
        ItemText text = text(entry);
        if (before == null || !text(before).equals(text)) {
          index.put(item, text);
          likes.remove(item);
          read++;
        }
        changed |= !known.get(item);
      }
    }
    return changed;
  }

  private static ItemText text(CatalogueEntry entry) {
    return new ItemText(entry.item().text(), entry.item().description());
  }

  private FreshItems fresh() {
    TopK newest = new TopK(MAX_FRESH);
    for (int item = 0; item < seen.length; item++) {
      CatalogueEntry entry = seen[item];
      if (entry != null && !known.get(item) && !entry.item().hidden()) {
        newest.offer(item, entry.item().updatedAt().getEpochSecond());
      }
    }
    int[] items = new int[newest.size()];
    newest.drain(items, new double[items.length]);
    Map<Integer, List<Like>> found = new HashMap<>();
    for (int item : items) {
      List<Like> like =
          likes.computeIfAbsent(item, each -> index.nearest(each, NEIGHBOURS, this::isKnown));
      if (!like.isEmpty()) {
        found.put(item, like);
      }
    }
    likes.keySet().retainAll(found.keySet());
    return new FreshItems(found);
  }

  private boolean isKnown(int item) {
    return known.get(item);
  }
}
