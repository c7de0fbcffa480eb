package io.tierwise.campaign.allocation;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the users get: their answers to prices, but for those few whom the repair has given
 * something else.
 */
final class Answers {
  private static final int CHUNKS = 16;
  final long[] counts;
  final double scores;
  private final AllocationProblem p;
  private final double[] toll;
  private final boolean[] touched;
  private final Map<Integer, int[]> changed = new HashMap<>();

  Answers(AllocationProblem problem, Limits limits, double[] toll) {
    this.p = problem;
    this.toll = toll;
    this.touched = new boolean[p.users];
    this.counts = new long[limits.cells];
    long[][] parts = new long[CHUNKS][limits.cells];
    double[] sums = new double[CHUNKS];
    eachChunk(
        (chunk, from, to) -> {
          UserChoice choice = new UserChoice(p);
          for (int u = from; u < to; u++) {
            choice.choose(u, toll, UserChoice.NONE);
            for (int i = 0; i < choice.count; i++) {
              sums[chunk] += choice.score[i];
              parts[chunk][p.group[u] * p.offers + choice.offer[i]]++;
            }
          }
        });
    double sum = 0;
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      sum += sums[chunk];
      for (int cell = 0; cell < counts.length; cell++) {
        counts[cell] += parts[chunk][cell];
      }
    }
    this.scores = sum;
  }

  interface ChunkWork {
    void on(int chunk, int from, int to);
  }

  /** In parallel; as many chunks on every machine, so that sums are the same. */
  void eachChunk(ChunkWork work) {
    IntStream.range(0, CHUNKS)
        .parallel()
        .forEach(
            chunk ->
                work.on(
                    chunk,
                    (int) ((long) p.users * chunk / CHUNKS),
                    (int) ((long) p.users * (chunk + 1) / CHUNKS)));
  }

  /** Puts the user's offers into the array; returns how many there are. */
  int of(int user, UserChoice choice, int[] offers) {
    if (touched[user]) {
      int[] own = changed.getOrDefault(user, new int[0]);
      System.arraycopy(own, 0, offers, 0, own.length);
      return own.length;
    }
    choice.choose(user, toll, UserChoice.NONE);
    System.arraycopy(choice.offer, 0, offers, 0, choice.count);
    return choice.count;
  }

  void change(int user, int from, int to) {
    int[] now = new int[p.campaigns];
    int size = of(user, new UserChoice(p), now);
    IntStream kept = IntStream.of(now).limit(size).filter(o -> o != from);
    changed.put(
        user, (to == Moves.NOTHING ? kept : IntStream.concat(kept, IntStream.of(to))).toArray());
    touched[user] = true;
    int cells = p.group[user] * p.offers;
    if (from != Moves.NOTHING) {
      counts[cells + from]--;
    }
    if (to != Moves.NOTHING) {
      counts[cells + to]++;
    }
  }

  /** Gives all users other offers. */
  void replace(int[][] offers) {
    UserChoice choice = new UserChoice(p);
    int[] own = new int[p.campaigns];
    for (int user = 0; user < offers.length; user++) {
      int cells = p.group[user] * p.offers;
      int size = of(user, choice, own);
      for (int i = 0; i < size; i++) {
        counts[cells + own[i]]--;
      }
      for (int o : offers[user]) {
        counts[cells + o]++;
      }
      changed.put(user, offers[user].clone());
      touched[user] = true;
    }
  }

  Iterable<Integer> changedUsers() {
    return changed.keySet();
  }

  /** What could be changed at the least loss. */
  Moves moves(int depth) {
    Moves[] parts = new Moves[CHUNKS];
    eachChunk((chunk, from, to) -> parts[chunk] = moves(from, to, depth));
    for (int chunk = 1; chunk < CHUNKS; chunk++) {
      parts[0].addAll(parts[chunk]);
    }
    return parts[0];
  }

  private Moves moves(int from, int to, int depth) {
    Moves moves = new Moves(p.minimum.length, p.offers, depth);
    UserChoice choice = new UserChoice(p);
    int[] own = new int[p.campaigns];
    for (int u = from; u < to; u++) {
      if (p.limit[u] > 0) {
        add(moves, u, own, of(u, choice, own));
      }
    }
    return moves;
  }

  private void add(Moves moves, int user, int[] own, int size) {
    int group = p.group[user];
    for (int i = 0; i < size; i++) {
      moves.add(user, group, own[i], Moves.NOTHING, score(user, own[i]));
    }
    for (int o = 0; o < p.offers; o++) {
      if (!p.allows(user, o) || p.valueOf(user, o) <= 0 && p.minimum[group] == 0) {
        continue;
      }
      double score = score(user, o);
      int rival = rival(own, size, o);
      if (rival >= 0) {
        if (own[rival] != o) {
          moves.add(user, group, own[rival], o, score(user, own[rival]) - score);
        }
        continue;
      }
      if (size < p.limit[user]) {
        moves.add(user, group, Moves.NOTHING, o, -score);
      }
      for (int i = 0; i < size; i++) {
        moves.add(user, group, own[i], o, score(user, own[i]) - score);
      }
    }
  }

  /** The offer of the same campaign that the user gets. */
  private int rival(int[] own, int size, int offer) {
    for (int i = 0; i < size; i++) {
      if (p.offerCampaign[own[i]] == p.offerCampaign[offer]) {
        return i;
      }
    }
    return -1;
  }

  double score(int user, int offer) {
    return p.valueOf(user, offer) - toll[p.group[user] * p.offers + offer];
  }
}
