package io.tierwise.profile.event;

import org.jspecify.annotations.Nullable;

/**
 * What a user says of a product.
 *
 * @param rating 1..5; null where none, or another, is given
 */
public record Review(@Nullable Double rating, @Nullable String text) {}
