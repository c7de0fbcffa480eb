package io.tierwise.recommend.serving;

import org.jspecify.annotations.Nullable;

/**
 * Why an item is in an answer.
 *
 * @param type stable, lower kebab case
 * @param itemId of the history item that speaks for it; null where none does
 * @param share of the item's score; those of all reasons of an item sum to 1, of which an answer
 *     shows the largest
 * @param text for a person
 */
public record Reason(String type, @Nullable String itemId, double share, String text) {}
