package io.tierwise.segmentation.activity;

/**
 * What a user did with one product, or without any.
 *
 * @param userKey the key that the event came with
 * @param day of the event in UTC, since 1970-01-01
 * @param key hash of the message id; the same for all products of an event
 * @param item hash of its id, 0 for none
 * @param category hash of its top category, 0 for none
 */
public record Deed(String userKey, String event, int day, long key, long item, long category) {}
