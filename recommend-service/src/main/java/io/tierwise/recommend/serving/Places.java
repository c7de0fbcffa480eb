package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The places of an answer in numbers, best first, with the reasons of each. Immutable; names,
 * prices and words are those of the catalogue when they are asked for.
 */
public final class Places {
  private static final Cause[] CAUSES = Cause.values();
  private static final int NO_ITEM = -1;

  private final Catalogue catalogue;
  private final int[] items;
  private final double[] scores;

  /** The reasons of a place at [start[place], start[place + 1]). */
  private final int[] start;

  private final byte[] causes;
  private final int[] because;
  private final double[] shares;
  private final @Nullable String @Nullable [] texts;

  private Places(Builder built) {
    int size = built.size;
    int reasons = built.start[size];
    catalogue = built.catalogue;
    items = Arrays.copyOf(built.items, size);
    scores = Arrays.copyOf(built.scores, size);
    start = Arrays.copyOf(built.start, size + 1);
    causes = Arrays.copyOf(built.causes, reasons);
    because = Arrays.copyOf(built.because, reasons);
    shares = Arrays.copyOf(built.shares, reasons);
    texts = built.texts;
  }

  public int size() {
    return items.length;
  }

  /** The number of the item at a place. */
  public int item(int place) {
    return items[place];
  }

  public double score(int place) {
    return scores[place];
  }

  /** The first reason of a place: those up to that of the next are its own. */
  public int firstReason(int place) {
    return start[place];
  }

  public Cause cause(int reason) {
    return CAUSES[causes[reason]];
  }

  /** Whether an item of the history, or one that the list stands beside, is the reason. */
  public boolean hasItem(int reason) {
    return because[reason] != NO_ITEM;
  }

  /** The number of that item. */
  public int because(int reason) {
    return because[reason];
  }

  public double share(int reason) {
    return shares[reason];
  }

  /** For a person, where the words of the cause and the item's label do not say it; else null. */
  public @Nullable String ownText(int reason) {
    return texts == null ? null : texts[reason];
  }

  /** The same in words. */
  public List<RecommendedItem> items() {
    List<RecommendedItem> listed = new ArrayList<>(size());
    for (int place = 0; place < size(); place++) {
      CatalogueEntry entry = Objects.requireNonNull(catalogue.entry(items[place]));
      List<Reason> reasons = new ArrayList<>();
      for (int reason = start[place]; reason < start[place + 1]; reason++) {
        reasons.add(reason(reason));
      }
      listed.add(new RecommendedItem(entry.item(), scores[place], reasons));
    }
    return listed;
  }

  private Reason reason(int reason) {
    Cause cause = cause(reason);
    boolean hasItem = hasItem(reason);
    String label = hasItem ? catalogue.label(because[reason]) : "";
    String text = ownText(reason);
    return new Reason(
        cause.type(),
        hasItem ? catalogue.itemId(because[reason]) : null,
        shares[reason],
        text == null ? cause.before() + label + cause.after() : text);
  }

  /** Of the same items for the same reasons. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Places places && items().equals(places.items());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(items);
  }

  @Override
  public String toString() {
    return items().toString();
  }

  /** Takes places in their order, each before its reasons. */
  public static final class Builder {
    private static final int USUAL_REASONS = 3;
    private final Catalogue catalogue;
    private final int[] items;
    private final double[] scores;
    private final int[] start;
    private byte[] causes;
    private int[] because;
    private double[] shares;
    private @Nullable String @Nullable [] texts;
    private int size;

    /**
     * @param most places
     */
    public Builder(Catalogue catalogue, int most) {
      this.catalogue = catalogue;
      items = new int[most];
      scores = new double[most];
      start = new int[most + 1];
      causes = new byte[most * USUAL_REASONS];
      because = new int[causes.length];
      shares = new double[causes.length];
    }

    /** An item that the catalogue has an entry of. */
    public Builder place(int item, double score) {
      items[size] = item;
      scores[size++] = score;
      start[size] = start[size - 1];
      return this;
    }

    /** A reason that is not an item. */
    public Builder reason(Cause cause) {
      return reason(cause, NO_ITEM, 1);
    }

    public Builder reason(Cause cause, int item, double share) {
      int at = start[size]++;
      if (at == causes.length) {
        int room = 2 * at + USUAL_REASONS;
        causes = Arrays.copyOf(causes, room);
        because = Arrays.copyOf(because, room);
        shares = Arrays.copyOf(shares, room);
        texts = texts == null ? null : Arrays.copyOf(texts, room);
      }
      causes[at] = (byte) cause.ordinal();
      because[at] = item;
      shares[at] = share;
      return this;
    }

    /** Says the last reason in words of its own. */
    public Builder saying(String text) {
      @Nullable String[] all = texts == null ? new String[causes.length] : texts;
      all[start[size] - 1] = text;
      texts = all;
      return this;
    }

    public Places build() {
      return new Places(this);
    }
  }
}
