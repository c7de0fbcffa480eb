package io.tierwise.starter.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param field JSON path, query parameter or header
 * @param code stable and countable, lower kebab case
 * @param message for a person: what was wrong, with the offending value where it helps
 */
public record FieldProblem(String field, String code, String message) {}
