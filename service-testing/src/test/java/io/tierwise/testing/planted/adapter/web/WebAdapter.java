package io.tierwise.testing.planted.adapter.web;

import io.tierwise.testing.planted.adapter.kafka.KafkaAdapter;

/** Planted: an adapter that knows another one. */
public record WebAdapter(KafkaAdapter other) {}
