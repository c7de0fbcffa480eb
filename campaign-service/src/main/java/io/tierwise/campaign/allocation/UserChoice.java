package io.tierwise.campaign.allocation;

/**
 * The closed-form best response of one user to prices: of each campaign the offer with the highest
 * score, which is its value less the toll of its cell, and of those the highest positive ones up to
 * the user's limit. Holds scratch space: one instance a thread.
 */
final class UserChoice {
  /** No held-out campaign takes part. */
  static final int NONE = -1;

  final int[] offer;
  final double[] score;

  /** How many the user gets. */
  int count;

  /** The score that just did not make it; 0 while there is room. */
  double runnerUp;

  private final AllocationProblem problem;

  UserChoice(AllocationProblem problem) {
    this.problem = problem;
    this.offer = new int[problem.campaigns];
    this.score = new double[problem.campaigns];
  }

  /**
   * @param toll of each cell of group and offer
   * @param ghost a campaign that takes part although it holds the user out, or {@link #NONE}
   */
  void choose(int user, double[] toll, int ghost) {
    AllocationProblem p = problem;
    count = 0;
    runnerUp = 0;
    int limit = Math.min(p.limit[user], p.campaigns);
    if (limit == 0) {
      return;
    }
    int row = user * p.offers;
    int tolls = p.group[user] * p.offers;
    for (int c = 0; c < p.campaigns; c++) {
      if (c != ghost && p.heldOut[user * p.campaigns + c]) {
        continue;
      }
      int best = -1;
      double bestScore = 0;
      for (int o = p.campaignStart[c]; o < p.campaignStart[c + 1]; o++) {
        // A pair that is not eligible is NaN and compares false.
        double s = p.value[row + o] - toll[tolls + o];
        if (s > bestScore) {
          bestScore = s;
          best = o;
        }
      }
      if (best >= 0) {
        insert(best, bestScore, limit);
      }
    }
  }

  private void insert(int best, double bestScore, int limit) {
    if (count == limit) {
      if (score[count - 1] >= bestScore) {
        runnerUp = Math.max(runnerUp, bestScore);
        return;
      }
      runnerUp = Math.max(runnerUp, score[count - 1]);
      count--;
    }
    int at = count++;
    while (at > 0 && score[at - 1] < bestScore) {
      score[at] = score[at - 1];
      offer[at] = offer[at - 1];
      at--;
    }
    score[at] = bestScore;
    offer[at] = best;
  }

  /** How far prices are from changing their mind about a chosen offer, in units of currency. */
  double margin(int choice) {
    return score[choice] - runnerUp;
  }

  int indexOf(int campaign) {
    for (int i = 0; i < count; i++) {
      if (problem.offerCampaign[offer[i]] == campaign) {
        return i;
      }
    }
    return NONE;
  }
}
