package io.tierwise.segmentation.rule;

/**
 * One thing that is wrong with a rule.
 *
 * @param pointer to the place, as in RFC 6901
 * @param code lower kebab case
 */
public record RuleProblem(String pointer, String code, String message) {}
