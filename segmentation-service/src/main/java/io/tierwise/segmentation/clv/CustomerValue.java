package io.tierwise.segmentation.clv;

/**
 * What a customer is expected to bring.
 *
 * @param aliveProbability 0..1
 * @param orders expected within the horizon
 * @param orderValue expected of each
 * @param value of these orders, discounted
 */
public record CustomerValue(
    double aliveProbability, double orders, double orderValue, double value) {}
