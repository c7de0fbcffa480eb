package io.tierwise.campaign.experiment;

/** A confidence interval. */
public record Interval(double low, double high) {}
