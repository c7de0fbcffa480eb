package io.tierwise.campaign.allocation;

/**
 * Candidates for contacts: users in rows, offers in columns, the offers of a campaign side by side.
 *
 * <p>maximise sum v_uo x_uo, x in {0, 1}, subject to: the cost of the chosen offers of a campaign
 * within its budget; the contacts of a channel within its capacity; at most {@code limit[u]}
 * contacts for a user; at most one offer of a campaign for a user; only eligible pairs; nothing for
 * a user that the campaign holds out; where asked for, all costs within a total budget, and at
 * least a minimum spent on each group of users.
 *
 * <p>Mutable while it is filled, read-only for the solver. Takes 8 bytes a pair of user and offer.
 */
public final class AllocationProblem {
  /** Value of a pair that is not eligible. */
  public static final double INELIGIBLE = Double.NaN;

  /** No limit on the contacts of a channel. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Ties are broken by a hash worth at most this share of a value. */
  static final double TIE_SHARE = 1e-6;

  final int users;
  final int offers;
  final int campaigns;
  final int channels;
  final int[] campaignStart;
  final int[] offerCampaign;
  final int[] offerChannel;
  final long[] cost;
  final double[] costUnits;
  final long[] budget;
  final long[] capacity;
  final int[] limit;
  final double[] value;
  final boolean[] heldOut;
  final int[] group;
  final long[] minimum;
  long totalBudget = UNLIMITED;
  private final long tieSeed;

  /**
   * @param offerCampaign campaign of each offer, not descending: offers are grouped by campaign
   * @param offerChannel channel of each offer
   * @param cost of one contact by each offer, in micro-units, not negative
   * @param budget that each campaign has left, in micro-units, not negative
   * @param capacity contacts that each channel can make, or {@link #UNLIMITED}
   * @param limit contacts of each user in this allocation, at least 0
   * @param tieSeed of the hash that decides between equal values
   */
  public AllocationProblem(
      int[] offerCampaign,
      int[] offerChannel,
      long[] cost,
      long[] budget,
      long[] capacity,
      int[] limit,
      long tieSeed) {
    this(offerCampaign, offerChannel, cost, budget, capacity, limit, new long[1], tieSeed);
  }

  /**
   * @param minimum spend of each group of users, in micro-units, 0 for none; every user is in group
   *     0 until {@link #group} says otherwise
   */
  public AllocationProblem(
      int[] offerCampaign,
      int[] offerChannel,
      long[] cost,
      long[] budget,
      long[] capacity,
      int[] limit,
      long[] minimum,
      long tieSeed) {
    this.users = limit.length;
    this.offers = offerCampaign.length;
    this.campaigns = budget.length;
    this.channels = capacity.length;
    this.offerCampaign = offerCampaign.clone();
    this.offerChannel = offerChannel.clone();
    this.cost = cost.clone();
    this.budget = budget.clone();
    this.capacity = capacity.clone();
    this.limit = limit.clone();
    this.minimum = minimum.clone();
    this.group = new int[users];
    this.tieSeed = tieSeed;
    this.campaignStart = starts();
    this.costUnits = new double[offers];
    for (int o = 0; o < offers; o++) {
      require(cost[o] >= 0, "cost", o, cost[o]);
      require(offerChannel[o] >= 0 && offerChannel[o] < channels, "channel", o, offerChannel[o]);
      costUnits[o] = cost[o] / 1e6;
    }
    for (int c = 0; c < campaigns; c++) {
      require(budget[c] >= 0, "budget", c, budget[c]);
    }
    for (int g = 0; g < minimum.length; g++) {
      require(minimum[g] >= 0, "minimum", g, minimum[g]);
    }
    this.value = new double[Math.multiplyExact(users, offers)];
    java.util.Arrays.fill(value, INELIGIBLE);
    this.heldOut = new boolean[Math.multiplyExact(users, campaigns)];
  }

  private int[] starts() {
    int[] start = new int[campaigns + 1];
    for (int o = 0; o < offers; o++) {
      int c = offerCampaign[o];
      require(c >= 0 && c < campaigns && (o == 0 || c >= offerCampaign[o - 1]), "campaign", o, c);
      start[c + 1]++;
    }
    for (int c = 0; c < campaigns; c++) {
      start[c + 1] += start[c];
    }
    return start;
  }

  private static void require(boolean holds, String what, int index, long value) {
    if (!holds) {
      throw new IllegalArgumentException(what + "[" + index + "] = " + value);
    }
  }

  /**
   * Makes a pair eligible.
   *
   * @param worth expected margin of the contact less its cost, in units of currency
   */
  public void candidate(int user, int offer, double worth) {
    if (!Double.isFinite(worth)) {
      throw new IllegalArgumentException(
          "value of user " + user + ", offer " + offer + ": " + worth);
    }
    value[user * offers + offer] = worth + Math.abs(worth) * TIE_SHARE * tie(user, offer);
  }

  /** The user stays a candidate for the control group, but gets no contact of the campaign. */
  public void holdOut(int user, int campaign) {
    heldOut[user * campaigns + campaign] = true;
  }

  /** All campaigns together spend at most this, in micro-units. */
  public void totalBudget(long micros) {
    require(micros >= 0, "total", 0, micros);
    totalBudget = micros;
  }

  /** Puts a user into a group that has a minimum spend. */
  public void group(int user, int index) {
    require(index >= 0 && index < minimum.length, "group", user, index);
    group[user] = index;
  }

  private double tie(int user, int offer) {
    long z = tieSeed + (user * 0x9E3779B97F4A7C15L) ^ (offer * 0xD1B54A32D192ED03L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }

  public int users() {
    return users;
  }

  public int offers() {
    return offers;
  }

  /** Whether the user may get the offer: eligible, and not held out by its campaign. */
  boolean allows(int user, int offer) {
    return !heldOut[user * campaigns + offerCampaign[offer]]
        && !Double.isNaN(value[user * offers + offer]);
  }

  double valueOf(int user, int offer) {
    return value[user * offers + offer];
  }
}
