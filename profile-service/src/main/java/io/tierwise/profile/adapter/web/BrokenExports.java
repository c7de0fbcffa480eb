package io.tierwise.profile.adapter.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Breaks off the connection of an export that failed after its first bytes. Spring takes an
 * exception for answered once there is an answer, and the body would end as if it were whole.
 */
@Component
final class BrokenExports extends OncePerRequestFilter {
  private static final String FAULT = BrokenExports.class.getName();

  static void mark(HttpServletRequest request, Exception fault) {
    request.setAttribute(FAULT, fault);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals(ProfileExportController.PATH);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    if (request.getAttribute(FAULT) instanceof Exception fault) {
      throw new IOException("The export broke off", fault);
    }
  }
}
