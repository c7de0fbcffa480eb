package io.tierwise.campaign.decision;

/** Port: what the last allocation left behind. */
public interface Prices {
  PriceBook current();
}
