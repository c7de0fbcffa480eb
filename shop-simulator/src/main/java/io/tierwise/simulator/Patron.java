package io.tierwise.simulator;

import io.tierwise.simulator.Catalogue.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What changes about a customer while the simulation runs: what they own, plan and are logged in
 * to.
 */
final class Patron {
  private static final int REMEMBERED = 8;

  final CustomerModel model;
  final RandomGenerator random;
  private final long seed;
  private final long play;
  private final BitSet owned = new BitSet();
  private final List<Integer> recent = new ArrayList<>();
  private int planned = -1;
  private long messages;
  private long busyUntil = Long.MIN_VALUE;
  private int visits;
  private boolean signedUp;
  private boolean secondDeviceKnown;

  /** Whose ids and choices come from the shop's seed. */
  Patron(long seed, CustomerModel model) {
    this(seed, seed, model);
  }

  /**
   * The same person in another play.
   *
   * @param seed of the shop, which fixes the browsers
   * @param play seed of everything else
   */
  Patron(long seed, long play, CustomerModel model) {
    this.seed = seed;
    this.play = play;
    this.model = model;
    this.random = Draws.random(play, model.index(), 31);
  }

  /** Unique within the shop: a bijection of the customer and a running number. */
  String nextMessageId() {
    long key = Draws.mix((((long) model.index() << 24) | messages++) ^ Draws.mix(play));
    return "msg-" + hex(key);
  }

  String nextSessionId() {
    return "s-" + hex(Draws.mix((((long) model.index() << 24) | visits++) ^ Draws.mix(play + 1)));
  }

  /** Of the main browser (0) or the second device (1). */
  String anonymousId(int device) {
    long high = Draws.mix(Draws.mix(seed + 2) ^ (2L * model.index() + device));
    String text = hex(high) + hex(Draws.mix(high + 1));
    return text.substring(0, 8)
        + "-"
        + text.substring(8, 12)
        + "-4"
        + text.substring(13, 16)
        + "-a"
        + text.substring(17, 20)
        + "-"
        + text.substring(20);
  }

  /** No two visits of a customer overlap: a later one begins a break after the one before. */
  long begin(long wanted, long pause) {
    return busyUntil == Long.MIN_VALUE ? wanted : Math.max(wanted, busyUntil + pause);
  }

  void left(long at) {
    busyUntil = at;
  }

  boolean signedUp() {
    return signedUp;
  }

  /** Whether the shop knows already that this browser is theirs. */
  boolean known(int device) {
    return signedUp && (device == 0 || secondDeviceKnown);
  }

  void identified(int device) {
    signedUp = true;
    secondDeviceKnown |= device == 1;
  }

  boolean owns(int item) {
    return owned.get(item);
  }

  void bought(int item) {
    owned.set(item);
    recent.remove(Integer.valueOf(item));
    recent.add(item);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
    if (planned == item) {
      planned = -1;
    }
  }

  /** Makes up the customer's mind. */
  void plan(int item) {
    planned = item;
  }

  /** The item that the customer means to buy next; they look it up again and again until then. */
  int planned(Catalogue catalogue, ChoiceModel choices) {
    if (planned < 0) {
      planned = wanted(catalogue, choices);
    }
    return planned;
  }

  /**
   * The next thing to buy: the next of a range that was begun, a companion of something owned, the
   * same again where it is used up, or something new in line with the customer's taste.
   */
  int wanted(Catalogue catalogue, ChoiceModel choices) {
    if (!recent.isEmpty()) {
      int last = recent.get(random.nextInt(recent.size()));
      double draw = random.nextDouble();
      Model model = catalogue.model(last);
      if (draw < 0.26 && model.next() >= 0 && !owns(model.next())) {
        return model.next();
      }
      int companion = companion(catalogue, last);
      if (draw >= 0.26 && draw < 0.42 && companion >= 0) {
        return companion;
      }
      if (draw >= 0.42 && draw < 0.62 && model.item().repeatable()) {
        return last;
      }
    }
    return something(choices);
  }

  /** A companion of the item that is not owned yet; -1 if there is none. */
  int companion(Catalogue catalogue, int item) {
    int[] companions = catalogue.companions(item);
    if (companions.length == 0) {
      return -1;
    }
    int companion = companions[random.nextInt(companions.length)];
    return owns(companion) ? -1 : companion;
  }

  private int something(ChoiceModel choices) {
    int item = choices.browse(model, random);
    for (int attempt = 0; attempt < 8 && owns(item); attempt++) {
      item = choices.browse(model, random);
    }
    return item;
  }

  static String hex(long value) {
    return HexFormat.of().toHexDigits(value);
  }
}
