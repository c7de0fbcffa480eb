package io.tierwise.campaign.allocation;

import java.util.Arrays;

/**
 * Small changes to users' contacts: one offer less, one more, or one for another. Of those that
 * change use alike, only the ones that cost the least score are kept, the cheapest first.
 */
final class Moves {
  static final int NOTHING = -1;
  private final int offers;
  private final int depth;
  private final Kind[] kinds;

  /** From an offer to another in one group; the cheapest moves of that kind. */
  static final class Kind {
    final int group;
    final int from;
    final int to;
    final double[] loss;
    final int[] user;
    int size;
    int next;

    Kind(int group, int from, int to, int depth) {
      this.group = group;
      this.from = from;
      this.to = to;
      this.loss = new double[depth];
      this.user = new int[depth];
    }

    void offer(int who, double lost) {
      if (size == loss.length) {
        if (lost >= loss[size - 1]) {
          return;
        }
        size--;
      }
      int at = size++;
      while (at > 0 && loss[at - 1] > lost) {
        loss[at] = loss[at - 1];
        user[at] = user[at - 1];
        at--;
      }
      loss[at] = lost;
      user[at] = who;
    }
  }

  Moves(int groups, int offers, int depth) {
    this.offers = offers;
    this.depth = depth;
    this.kinds = new Kind[groups * (offers + 1) * (offers + 1)];
  }

  /** Kinds that were met. */
  Kind[] kinds() {
    return Arrays.stream(kinds).filter(kind -> kind != null).toArray(Kind[]::new);
  }

  void add(int user, int group, int from, int to, double loss) {
    int at = (group * (offers + 1) + from + 1) * (offers + 1) + to + 1;
    Kind kind = kinds[at];
    if (kind == null) {
      kind = new Kind(group, from, to, depth);
      kinds[at] = kind;
    }
    kind.offer(user, loss);
  }

  void addAll(Moves other) {
    for (Kind kind : other.kinds()) {
      for (int i = 0; i < kind.size; i++) {
        add(kind.user[i], kind.group, kind.from, kind.to, kind.loss[i]);
      }
    }
  }
}
