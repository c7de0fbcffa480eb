package io.tierwise.starter.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Resolves the caller before any controller runs; a refusal becomes a problem detail. */
public final class AccessInterceptor implements HandlerInterceptor {
  private final CallerResolver callers;

  public AccessInterceptor(CallerResolver callers) {
    this.callers = callers;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object to) {
    callers.resolve(request).attachTo(request);
    return true;
  }
}
