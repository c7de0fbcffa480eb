package io.tierwise.segmentation.fairness;

import java.util.UUID;

/**
 * What an audit was asked for.
 *
 * @param favourable how many of the best tiers count as being favoured
 * @param proxyBound area under the curve from which on a feature is a proxy of the attribute
 */
public record FairnessParameters(
    UUID runId, Attribute attribute, int favourable, double proxyBound) {
  public static final double PROXY_BOUND = 0.65;
}
