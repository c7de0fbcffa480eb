package io.tierwise.starter.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens the trace of a request and answers with its id. */
public final class TraceFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    TraceContext trace = TraceContext.continuing(request.getHeader(TraceContext.HEADER));
    trace.open();
    response.setHeader("X-Trace-Id", trace.traceId());
    try {
      chain.doFilter(request, response);
    } finally {
      TraceContext.close();
    }
  }
}
