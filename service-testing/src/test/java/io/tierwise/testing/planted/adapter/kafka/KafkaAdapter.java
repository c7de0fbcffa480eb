package io.tierwise.testing.planted.adapter.kafka;

/** Planted: known by another adapter. */
public record KafkaAdapter() {}
