package io.tierwise.starter.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Finds out who calls. The default names those who send a token and takes everyone else as {@code
 * local}, which is why services listen on the loopback address unless told otherwise; a bean of
 * this type replaces it.
 */
@FunctionalInterface
public interface CallerResolver {
  /**
   * @throws io.tierwise.starter.problem.ProblemException if the caller may not come in
   */
  Caller resolve(HttpServletRequest request);
}
