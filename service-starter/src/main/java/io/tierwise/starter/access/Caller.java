package io.tierwise.starter.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who makes a request; kept with what people change, such as a published run.
 *
 * @param name of the person or system
 */
public record Caller(String name) {
  /** Whoever calls without saying who it is. */
  public static final Caller LOCAL = new Caller("local");

  private static final String ATTRIBUTE = Caller.class.getName();

  /** Whether it is known who that is. */
  public boolean isNamed() {
    return !equals(LOCAL);
  }

  /** The caller that the access filter found. */
  public static Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(ATTRIBUTE);
  }

  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
