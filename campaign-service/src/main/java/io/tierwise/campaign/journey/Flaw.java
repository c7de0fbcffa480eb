package io.tierwise.campaign.journey;

/**
 * Something that is wrong with a journey.
 *
 * @param field path in the document, such as {@code steps[2].next}
 * @param code stable, lower kebab case
 */
public record Flaw(String field, String code, String message) {}
