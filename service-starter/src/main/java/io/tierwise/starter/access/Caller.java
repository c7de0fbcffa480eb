package io.tierwise.starter.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who makes a request; kept with what people change, such as a published run.
 *
 * @param name of the person or system
 */
public record Caller(String name) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** The caller that the access filter found. */
  public static Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(ATTRIBUTE);
  }

  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
